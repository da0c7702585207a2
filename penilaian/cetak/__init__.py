"""Papers of the people: the letter that calls them and the list of them. Dataclasses in, PDF bytes out."""
