"""What serves beside the pages: cookies, checks of host and origin, rooms, the live socket, up- and downloads."""
