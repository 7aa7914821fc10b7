CREATE TABLE nummerserie (
    serie VARCHAR(60) NOT NULL,
    prefix VARCHAR(10) NOT NULL,
    ar INTEGER NOT NULL,
    senaste INTEGER NOT NULL,
    CONSTRAINT pk_nummerserie PRIMARY KEY (serie, prefix, ar)
);

CREATE TABLE arende (
    id BIGINT NOT NULL,
    nr VARCHAR(60) NOT NULL,
    beteckning VARCHAR(60),
    ar INTEGER,
    lopnr INTEGER,
    rubrik VARCHAR(200) NOT NULL,
    fraga VARCHAR(10000) NOT NULL,
    bakgrund VARCHAR(10000) NOT NULL,
    onskad_hantering VARCHAR(20)[] NOT NULL,
    skapad_av INTEGER NOT NULL,
    avsandare_organ_id INTEGER,
    avsandare_namn VARCHAR(120) NOT NULL,
    handlaggare_id INTEGER,
    foredragande VARCHAR(120) NOT NULL,
    forslag_beslut VARCHAR(10000) NOT NULL,
    forslag_ataganden JSONB,
    konsekvenser VARCHAR(10000) NOT NULL,
    invanare VARCHAR(10000) NOT NULL,
    mote_id BIGINT,
    siktar_pa DATE,
    barare_organ_id INTEGER,
    forum_organ_id INTEGER,
    aterkommer DATE,
    bordlaggningar INTEGER NOT NULL,
    sokord TSVECTOR,
    CONSTRAINT pk_arende PRIMARY KEY (id),
    CONSTRAINT uq_arende_nr UNIQUE (nr),
    CONSTRAINT uq_arende_beteckning UNIQUE (beteckning),
    CONSTRAINT fk_arende_id_sak FOREIGN KEY (id) REFERENCES sak (id),
    CONSTRAINT fk_arende_skapad_av_person FOREIGN KEY (skapad_av) REFERENCES person (id),
    CONSTRAINT fk_arende_avsandare_organ_id_organ FOREIGN KEY (avsandare_organ_id)
        REFERENCES organ (id),
    CONSTRAINT fk_arende_handlaggare_id_person FOREIGN KEY (handlaggare_id) REFERENCES person (id),
    CONSTRAINT fk_arende_mote_id_sak FOREIGN KEY (mote_id) REFERENCES sak (id),
    CONSTRAINT fk_arende_barare_organ_id_organ FOREIGN KEY (barare_organ_id) REFERENCES organ (id),
    CONSTRAINT fk_arende_forum_organ_id_organ FOREIGN KEY (forum_organ_id) REFERENCES organ (id),
    CONSTRAINT ck_arende_nummer CHECK ((ar IS NULL) = (lopnr IS NULL) AND (ar IS NULL) =
        (beteckning IS NULL)),
    CONSTRAINT ck_arende_hantering CHECK (onskad_hantering <@
        ARRAY['information','dialog','beslut']::varchar[])
);
CREATE INDEX ix_arende_mote_id ON arende (mote_id);
CREATE INDEX ix_arende_skapad_av ON arende (skapad_av);
CREATE INDEX ix_arende_sokord ON arende USING gin (sokord);

CREATE TABLE tidigare_beslut (
    arende_id BIGINT NOT NULL,
    beslut_id INTEGER NOT NULL,
    CONSTRAINT pk_tidigare_beslut PRIMARY KEY (arende_id, beslut_id),
    CONSTRAINT fk_tidigare_beslut_arende_id_sak FOREIGN KEY (arende_id) REFERENCES sak (id),
    CONSTRAINT fk_tidigare_beslut_beslut_id_beslut FOREIGN KEY (beslut_id) REFERENCES beslut (id)
);
CREATE INDEX ix_tidigare_beslut_beslut_id ON tidigare_beslut (beslut_id);
