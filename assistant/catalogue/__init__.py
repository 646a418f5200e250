"""What is right and wrong with service items, how two versions differ, and how a form holds one."""
