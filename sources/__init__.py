"""From a URL to text: knows nothing of the wiki, the database or the screen."""
