"""The pages: server-rendered Swedish HTML, useful without JavaScript, better with htmx."""
