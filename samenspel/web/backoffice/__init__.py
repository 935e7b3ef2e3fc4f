"""The back office: what the staff of a house and the coordinator of a region see, room by room."""
