"""The paper engine: plain frozen dataclasses in, PDF bytes out.

Nothing in here knows a Django model. A paper is a Django template under ``templates/kertas/``, laid out by WeasyPrint
with the fonts and style sheets of ``static/kertas/``; whatever else it needs is handed over in memory.
"""
