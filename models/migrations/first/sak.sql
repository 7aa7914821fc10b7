CREATE TABLE sak (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    slag VARCHAR(40) NOT NULL,
    lage VARCHAR(60) NOT NULL,
    version INTEGER NOT NULL,
    definitionsversion INTEGER NOT NULL,
    foralder_id BIGINT,
    skapad TIMESTAMPTZ NOT NULL,
    lage_sedan TIMESTAMPTZ NOT NULL,
    kedja VARCHAR(64),
    CONSTRAINT pk_sak PRIMARY KEY (id),
    CONSTRAINT fk_sak_foralder_id_sak FOREIGN KEY (foralder_id) REFERENCES sak (id),
    CONSTRAINT ck_sak_lage CHECK ((slag = 'arende' AND lage IN ('utkast', 'inkommet',
        'under_beredning', 'kompletteras', 'pa_remiss', 'sammanstalls', 'berett', 'pa_dagordning',
        'i_dialog', 'lyft', 'implementeras', 'avslutat', 'avvisat', 'aterkallat'))
        OR (slag = 'mote' AND lage IN ('planerat', 'kallat', 'oppnat', 'anteckningar_skrivs',
            'justeras', 'fardigstallt', 'publicerat', 'installt'))
        OR (slag = 'remiss' AND lage IN ('utkast', 'oppen', 'stangd', 'aterkopplad', 'avbruten'))
        OR (slag = 'atagande' AND lage IN ('tilldelat', 'kvitterat', 'pagar', 'rapporterat',
            'verifierat', 'avsteg_anmalt', 'avsteg', 'ersatt'))
        OR (slag = 'delgivning' AND lage IN ('vantar', 'bekraftad', 'invand', 'besvarad'))
        OR (slag = 'avtal' AND lage IN ('planerat', 'i_kraft', 'upphort'))
        OR (slag = 'revision' AND lage IN ('initierad', 'prioriterad', 'utarbetas', 'hos_au',
            'pa_remiss', 'sammanstalls', 'slutligt', 'pa_dagordning', 'hos_parterna', 'signeras',
            'vantar_ikraft', 'implementeras', 'genomford', 'avstadd', 'avbruten'))),
    CONSTRAINT ck_sak_slag CHECK (slag IN ('arende', 'mote', 'remiss', 'atagande', 'avtal',
        'revision', 'delgivning'))
);
CREATE INDEX ix_sak_foralder_id ON sak (foralder_id);
CREATE INDEX ix_sak_slag_lage ON sak (slag, lage);
