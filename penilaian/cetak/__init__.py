"""Papers of this room. Heavy modules are imported where a worker prints."""
