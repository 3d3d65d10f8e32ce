"""What is kept of a client, how long, and under which key: export, import, erasure, retention, rotation, backup."""
