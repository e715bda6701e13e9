# fish completion for briefing-reader. Made by "briefing-reader completion fish".

function __briefing_reader_command --description "The words of the command typed so far"
    set -l found
    set -l skip 0
    for word in (commandline -opc)[2..-1]
        if test $skip = 1
            set skip 0
            continue
        end
        switch $word
            case --briefing --config --data-dir --entity --format --from --id --in --kind --library --limit --output --quote --state --tag --text --text-width --theme --title -o
                set skip 1
            case '-*'
            case '*'
                set -a found $word
                contains -- $found[1] notes; and test (count $found) = 1; or break
        end
    end
    echo "$found"
end

function __briefing_reader_is --description "Whether that command is being typed"
    contains -- (__briefing_reader_command) $argv
end

function __briefing_reader_ask --description "What a command prints, with the options of the program typed so far"
    set -l asked
    set -l words (commandline -opc)[2..-1]
    for at in (seq (count $words))
        if string match -qr -- '^(--library|--config|--data-dir)=' $words[$at]
            set -a asked $words[$at]
        else if contains -- $words[$at] --library --config --data-dir; and test $at -lt (count $words)
            set -a asked $words[$at] (string replace -r '^~' $HOME -- $words[(math $at + 1)])
        end
    end
    briefing-reader $asked $argv 2>/dev/null
end

function __briefing_reader_entities --description "Entities of the library, with their names"
    __briefing_reader_ask entities | while read -l -d \t id kind name rest
        printf '%s\t%s\n' $id $name
    end
end

function __briefing_reader_notes --description "My notes, with their words"
    __briefing_reader_ask notes list $argv | while read -l -d \t id kind state where quote words
        printf '%s\t%s\n' $id "$where $words"
    end
end

function __briefing_reader_targets --description "Briefings of the library, and after a # their sections"
    set -l typed (commandline -ct)
    if string match -q '*#*' -- $typed
        set -l id (string split -m 1 '#' -- $typed)[1]
        set -l file (string replace -r '^~' $HOME -- $id)
        if test -f "$file"
            awk -v id="$id" '/^[ \\t]*\\[/ { inside = /^[ \\t]*\\[\\[[ \\t]*sections[ \\t]*\\]\\]/ } inside && /^[ \\t]*id[ \\t]*=[ \\t]*["\\047][a-z0-9-]+["\\047]/ { split($0, s, /["\\047]/); print id "#" s[2] }' <$file
            return
        end
        __briefing_reader_ask list | while read -l -d \t name date title sections rest
            test $name = $id; and for section in (string split ' ' -- $sections)
                echo "$id#$section"
            end
        end
    else
        __briefing_reader_ask list | while read -l -d \t name date title rest
            printf '%s\t%s\n' $name $title
        end
    end
end

complete -c briefing-reader -l library -r -F -d 'a folder of briefings; may repeat'
complete -c briefing-reader -l config -r -F -d 'the settings file'
complete -c briefing-reader -l data-dir -r -F -d 'the folder in which notes are kept'
complete -c briefing-reader -l secure -d 'no editor, no browser, nothing outside the library'
complete -c briefing-reader -l no-color -d 'no colour'
complete -c briefing-reader -s V -l version -d 'print the version'
complete -c briefing-reader -s h -l help -d 'print this help'
complete -c briefing-reader -n '__briefing_reader_is \'\'' -a read -d 'open the reader (the same as no command)'
complete -c briefing-reader -n '__briefing_reader_is \'\'' -a list -d 'the briefings of the library'
complete -c briefing-reader -n '__briefing_reader_is \'\'' -a show -d 'print a briefing or a section as text, Markdown, JSON or an HTML page'
complete -c briefing-reader -n '__briefing_reader_is \'\'' -a search -d 'find words in briefings, entities and notes, best first'
complete -c briefing-reader -n '__briefing_reader_is \'\'' -a entities -d 'who and what the library speaks of, or all that it says of one'
complete -c briefing-reader -n '__briefing_reader_is \'\'' -a diff -d 'what differs between two versions of a briefing'
complete -c briefing-reader -n '__briefing_reader_is \'\'' -a check -d 'name every problem of briefing files, with line and column'
complete -c briefing-reader -n '__briefing_reader_is \'\'' -a new -d 'a briefing to fill in, valid as it stands'
complete -c briefing-reader -n '__briefing_reader_is \'\'' -a import -d 'make a briefing from a Markdown, HTML or plain-text article'
complete -c briefing-reader -n '__briefing_reader_is \'\'' -a schema -d 'the JSON Schema of briefings, for editors'
complete -c briefing-reader -n '__briefing_reader_is notes' -a list -d 'your notes, open questions first'
complete -c briefing-reader -n '__briefing_reader_is notes' -a add -d 'write a note'
complete -c briefing-reader -n '__briefing_reader_is notes' -a edit -d 'change a note, here or in your editor'
complete -c briefing-reader -n '__briefing_reader_is notes' -a rm -d 'move notes to the trash'
complete -c briefing-reader -n '__briefing_reader_is notes' -a restore -d 'bring notes back from the trash'
complete -c briefing-reader -n '__briefing_reader_is notes' -a attach -d 'give a note a new place'
complete -c briefing-reader -n '__briefing_reader_is notes' -a export -d 'print notes as Markdown, JSON, CSV or Web Annotations'
complete -c briefing-reader -n '__briefing_reader_is notes' -a import -d 'bring notes in from JSON or Web Annotations'
complete -c briefing-reader -n '__briefing_reader_is \'\'' -a info -d 'versions, folders, library, terminal, and every setting with where it comes from'
complete -c briefing-reader -n '__briefing_reader_is \'\'' -a completion -d 'the completion of commands, options and briefings for a shell'
complete -c briefing-reader -n '__briefing_reader_is \'\'' -a manual -d 'the manual pages, as man reads them'
complete -c briefing-reader -n "__briefing_reader_is ''" -a notes -d 'what to do with notes'
complete -c briefing-reader -n '__briefing_reader_is notes' -f
complete -c briefing-reader -n '__briefing_reader_is \'read\' \'\'' -a '(__briefing_reader_targets)'
complete -c briefing-reader -n '__briefing_reader_is \'read\' \'\'' -l theme -x -a 'dark light contrast terminal' -d 'the colours of the screen'
complete -c briefing-reader -n '__briefing_reader_is \'read\' \'\'' -l text-width -x -d 'columns of the text at most (76)'
complete -c briefing-reader -n '__briefing_reader_is \'read\' \'\'' -l plain -d 'lines to ask and to tell, for screen readers; no screen'
complete -c briefing-reader -n '__briefing_reader_is \'read\' \'\'' -l no-diff -d 'send whole screens, for bug reports'
complete -c briefing-reader -n '__briefing_reader_is \'list\'' -l json -d 'print one JSON document'
complete -c briefing-reader -n '__briefing_reader_is \'show\'' -a '(__briefing_reader_targets)'
complete -c briefing-reader -n '__briefing_reader_is \'show\'' -l format -x -a 'text markdown json html' -d 'text, markdown, json or html (text)'
complete -c briefing-reader -n '__briefing_reader_is \'show\'' -l notes -d 'print your notes with it'
complete -c briefing-reader -n '__briefing_reader_is \'show\'' -l above-ceiling -d 'export also what is marked above the ceiling of the settings (export_ceiling)'
complete -c briefing-reader -n '__briefing_reader_is \'search\'' -f
complete -c briefing-reader -n '__briefing_reader_is \'search\'' -l in -x -a 'briefings entities notes' -d 'only there; may repeat'
complete -c briefing-reader -n '__briefing_reader_is \'search\'' -l limit -x -d 'print so many at most (20)'
complete -c briefing-reader -n '__briefing_reader_is \'search\'' -l json -d 'print one JSON document'
complete -c briefing-reader -n '__briefing_reader_is \'entities\'' -f -a '(__briefing_reader_entities)'
complete -c briefing-reader -n '__briefing_reader_is \'entities\'' -l json -d 'print one JSON document'
complete -c briefing-reader -n '__briefing_reader_is \'diff\'' -a '(__briefing_reader_targets)'
complete -c briefing-reader -n '__briefing_reader_is \'diff\'' -a '(__briefing_reader_targets)'
complete -c briefing-reader -n '__briefing_reader_is \'diff\'' -l json -d 'print one JSON document'
complete -c briefing-reader -n '__briefing_reader_is \'check\'' -F
complete -c briefing-reader -n '__briefing_reader_is \'check\'' -l format -x -a 'text json github' -d 'how to say it (text)'
complete -c briefing-reader -n '__briefing_reader_is \'check\'' -l json -d 'the same as --format json'
complete -c briefing-reader -n '__briefing_reader_is \'check\'' -l strict -d 'exit with 1 for warnings too'
complete -c briefing-reader -n '__briefing_reader_is \'new\'' -f
complete -c briefing-reader -n '__briefing_reader_is \'new\'' -l title -x -d 'its title; made from the id if left out'
complete -c briefing-reader -n '__briefing_reader_is \'new\'' -s o -l output -r -F -d 'write to a file that is not there yet, not to stdout'
complete -c briefing-reader -n '__briefing_reader_is \'import\'' -F
complete -c briefing-reader -n '__briefing_reader_is \'import\'' -s o -l output -r -F -d 'write a new file instead of stdout'
complete -c briefing-reader -n '__briefing_reader_is \'import\'' -l from -x -a 'markdown html text' -d 'what FILE is, where neither name nor text tells'
complete -c briefing-reader -n '__briefing_reader_is \'import\'' -l id -x -d 'the briefing\'s id (made from the name of FILE)'
complete -c briefing-reader -n '__briefing_reader_is \'schema\'' -f -a 'briefing entities'
complete -c briefing-reader -n '__briefing_reader_is \'notes list\'' -a '(__briefing_reader_targets)'
complete -c briefing-reader -n '__briefing_reader_is \'notes list\'' -l tag -x -d 'only with this tag; may repeat'
complete -c briefing-reader -n '__briefing_reader_is \'notes list\'' -l kind -x -a 'comment question hypothesis indicator disagree follow-up' -d 'only of this kind'
complete -c briefing-reader -n '__briefing_reader_is \'notes list\'' -l state -x -a 'anchored changed unanchored' -d 'only in this state'
complete -c briefing-reader -n '__briefing_reader_is \'notes list\'' -l trash -d 'those in the trash instead'
complete -c briefing-reader -n '__briefing_reader_is \'notes list\'' -l json -d 'print one JSON document'
complete -c briefing-reader -n '__briefing_reader_is \'notes add\'' -a '(__briefing_reader_targets)'
complete -c briefing-reader -n '__briefing_reader_is \'notes add\'' -l quote -x -d 'the words of the briefing that the note is on'
complete -c briefing-reader -n '__briefing_reader_is \'notes add\'' -l entity -x -a '(__briefing_reader_entities)' -d 'the entity that the note is on'
complete -c briefing-reader -n '__briefing_reader_is \'notes add\'' -l text -x -d 'the words, in Markdown; - reads them from stdin; left out, $VISUAL or $EDITOR opens'
complete -c briefing-reader -n '__briefing_reader_is \'notes add\'' -l tag -x -d 'a tag; may repeat'
complete -c briefing-reader -n '__briefing_reader_is \'notes add\'' -l kind -x -a 'comment question hypothesis indicator disagree follow-up' -d 'what the note is (comment)'
complete -c briefing-reader -n '__briefing_reader_is \'notes add\'' -l json -d 'print one JSON document'
complete -c briefing-reader -n '__briefing_reader_is \'notes edit\'' -f -a '(__briefing_reader_notes)'
complete -c briefing-reader -n '__briefing_reader_is \'notes edit\'' -l text -x -d 'the words, in Markdown; - reads them from stdin; left out, $VISUAL or $EDITOR opens'
complete -c briefing-reader -n '__briefing_reader_is \'notes edit\'' -l tag -x -d 'a tag, in place of those it has; may repeat'
complete -c briefing-reader -n '__briefing_reader_is \'notes edit\'' -l kind -x -a 'comment question hypothesis indicator disagree follow-up' -d 'what the note is'
complete -c briefing-reader -n '__briefing_reader_is \'notes edit\'' -l json -d 'print one JSON document'
complete -c briefing-reader -n '__briefing_reader_is \'notes rm\'' -f -a '(__briefing_reader_notes)'
complete -c briefing-reader -n '__briefing_reader_is \'notes restore\'' -f -a '(__briefing_reader_notes --trash)'
complete -c briefing-reader -n '__briefing_reader_is \'notes attach\'' -f -a '(__briefing_reader_notes)'
complete -c briefing-reader -n '__briefing_reader_is \'notes attach\'' -a '(__briefing_reader_targets)'
complete -c briefing-reader -n '__briefing_reader_is \'notes attach\'' -l quote -x -d 'the words that it is on from now'
complete -c briefing-reader -n '__briefing_reader_is \'notes attach\'' -l json -d 'print one JSON document'
complete -c briefing-reader -n '__briefing_reader_is \'notes export\'' -a '(__briefing_reader_targets)'
complete -c briefing-reader -n '__briefing_reader_is \'notes export\'' -l tag -x -d 'only with this tag; may repeat'
complete -c briefing-reader -n '__briefing_reader_is \'notes export\'' -l kind -x -a 'comment question hypothesis indicator disagree follow-up' -d 'only of this kind'
complete -c briefing-reader -n '__briefing_reader_is \'notes export\'' -l state -x -a 'anchored changed unanchored' -d 'only in this state'
complete -c briefing-reader -n '__briefing_reader_is \'notes export\'' -l format -x -a 'markdown json csv jsonld' -d 'in which form (markdown)'
complete -c briefing-reader -n '__briefing_reader_is \'notes export\'' -s o -l output -r -F -d 'write to a file instead of stdout'
complete -c briefing-reader -n '__briefing_reader_is \'notes export\'' -l above-ceiling -d 'export also what is marked above the ceiling of the settings (export_ceiling)'
complete -c briefing-reader -n '__briefing_reader_is \'notes import\'' -F
complete -c briefing-reader -n '__briefing_reader_is \'notes import\'' -l briefing -x -a '(__briefing_reader_targets)' -d 'the briefing of annotations that name none'
complete -c briefing-reader -n '__briefing_reader_is \'notes import\'' -l dry-run -d 'only say what would be done'
complete -c briefing-reader -n '__briefing_reader_is \'notes import\'' -l json -d 'print one JSON document'
complete -c briefing-reader -n '__briefing_reader_is \'info\'' -l json -d 'print one JSON document'
complete -c briefing-reader -n '__briefing_reader_is \'completion\'' -f -a 'bash zsh fish'
complete -c briefing-reader -n '__briefing_reader_is \'manual\'' -f -a '1 5'
