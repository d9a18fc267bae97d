"""The bundled wiki of `citewiki demo`, its sources, and a web server for them."""
