"""What a process takes of its machine: how its memory is used, and how much of it is left."""
