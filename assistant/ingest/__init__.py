"""Files become models: catalogues, published reports, lexicon tables."""
