"""Timelines -> sound: voices, tones and a mixer, MP3 files, and the shop front where they are published.

`voices` speak, `clips` keep what they said, `tones` hum, `mixer` lays everything on a timeline, `encoder` makes MP3.
Nothing here decides when something sounds: that is `stride.coaching.timeline`.
"""
