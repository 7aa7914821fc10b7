CREATE TABLE beslutande (
    id SERIAL NOT NULL,
    mote_id BIGINT NOT NULL,
    person_id INTEGER NOT NULL,
    namn VARCHAR(120) NOT NULL,
    roll VARCHAR(40) NOT NULL,
    huvudman_id INTEGER,
    sektor VARCHAR(60),
    narvaro VARCHAR(40) NOT NULL,
    CONSTRAINT pk_beslutande PRIMARY KEY (id),
    CONSTRAINT fk_beslutande_mote_id_sak FOREIGN KEY (mote_id) REFERENCES sak (id),
    CONSTRAINT fk_beslutande_person_id_person FOREIGN KEY (person_id) REFERENCES person (id),
    CONSTRAINT fk_beslutande_huvudman_id_huvudman FOREIGN KEY (huvudman_id)
        REFERENCES huvudman (id),
    CONSTRAINT ck_beslutande_roll CHECK (roll IN ('ordforande', 'vice_ordforande', 'ledamot',
        'sekreterare', 'sammankallande', 'representant', 'kontaktperson')),
    CONSTRAINT ck_beslutande_narvaroslag CHECK (narvaro IN ('pa_plats', 'digitalt',
        'franvarande'))
);
CREATE INDEX ix_beslutande_mote_id ON beslutande (mote_id);
CREATE UNIQUE INDEX uq_beslutande_person
    ON beslutande (mote_id, person_id, coalesce(huvudman_id, 0));

CREATE TABLE dagordningspunkt (
    id SERIAL NOT NULL,
    mote_id BIGINT,
    ordning INTEGER NOT NULL,
    slag VARCHAR(40) NOT NULL,
    rubrik VARCHAR(200) NOT NULL,
    om_id BIGINT,
    foredragande VARCHAR(120) NOT NULL,
    sen_anmalan VARCHAR(500) NOT NULL,
    utfall VARCHAR(40),
    anteckning VARCHAR(10000) NOT NULL,
    CONSTRAINT pk_dagordningspunkt PRIMARY KEY (id),
    CONSTRAINT fk_dagordningspunkt_mote_id_sak FOREIGN KEY (mote_id) REFERENCES sak (id),
    CONSTRAINT fk_dagordningspunkt_om_id_sak FOREIGN KEY (om_id) REFERENCES sak (id),
    CONSTRAINT ck_dagordningspunkt_om CHECK ((slag IN ('arende', 'revision')) = (om_id IS NOT
        NULL)),
    CONSTRAINT ck_dagordningspunkt_vantar CHECK (mote_id IS NOT NULL OR slag = 'staende'),
    CONSTRAINT ck_dagordningspunkt_punktslag CHECK (slag IN ('staende', 'tidigare_beslut',
        'arende', 'revision')),
    CONSTRAINT ck_dagordningspunkt_punktutfall CHECK (utfall IN ('beslutat', 'bordlagt',
        'aterremitterat', 'fortsatt_dialog', 'lagt_till_handlingarna', 'lyft', 'utgick',
        'genomgangen'))
);
CREATE INDEX ix_dagordningspunkt_mote_id ON dagordningspunkt (mote_id);
CREATE INDEX ix_dagordningspunkt_om_id ON dagordningspunkt (om_id);
CREATE UNIQUE INDEX uq_dagordningspunkt_om ON dagordningspunkt (mote_id, om_id);

CREATE TABLE mote (
    id BIGINT NOT NULL,
    organ_id INTEGER NOT NULL,
    datum DATE NOT NULL,
    tid TIME WITHOUT TIME ZONE NOT NULL,
    slut TIME WITHOUT TIME ZONE,
    plats VARCHAR(200) NOT NULL,
    justerare_id INTEGER,
    anteckningar VARCHAR(10000) NOT NULL,
    text_sha256 VARCHAR(64),
    CONSTRAINT pk_mote PRIMARY KEY (id),
    CONSTRAINT uq_mote_organ_id_datum_tid UNIQUE (organ_id, datum, tid),
    CONSTRAINT fk_mote_id_sak FOREIGN KEY (id) REFERENCES sak (id),
    CONSTRAINT fk_mote_organ_id_organ FOREIGN KEY (organ_id) REFERENCES organ (id),
    CONSTRAINT fk_mote_justerare_id_person FOREIGN KEY (justerare_id) REFERENCES person (id)
);
CREATE INDEX ix_mote_datum ON mote (datum);
CREATE INDEX ix_mote_organ_id ON mote (organ_id);
