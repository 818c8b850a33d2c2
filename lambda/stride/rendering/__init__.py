"""Timelines and answers -> what a device plays or shows. A renderer never decides timing."""
