"""Plain functions of the timetable, without models."""
