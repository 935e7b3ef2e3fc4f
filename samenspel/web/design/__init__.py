"""The shared look: tokens, base templates, components, posters and the seat map."""
