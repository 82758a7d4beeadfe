"""The press desk: pages for the hub's staff, behind a staff key."""
