"""Screens sent as what changes: a Textual application that costs an SSH line what `less` does.

Knows nothing of briefings and can be taken out as it is; `driver` is the only module that knows Textual.

    from reader.tui.frames.driver import FrameOptions, frames_driver
    MyApp(driver_class=frames_driver(FrameOptions())).run()
"""
