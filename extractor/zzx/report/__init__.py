"""One HTML page that shows documents with their facts: `page.render`."""
