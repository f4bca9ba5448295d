"""The trained event reader: what it looks at, its heads, and how it is joined to the rules."""
