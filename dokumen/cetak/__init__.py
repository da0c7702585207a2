"""Papers handed out at the end of a diklat: certificates and reports. Dataclasses in, PDF bytes out."""
