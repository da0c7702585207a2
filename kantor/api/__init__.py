"""What every API face shares: keys, pages, errors."""
