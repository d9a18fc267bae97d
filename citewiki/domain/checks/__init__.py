"""What a page's editors should look at: one function a check, over values, and a table of them."""
