CREATE TABLE huvudman (
    id SERIAL NOT NULL,
    kod VARCHAR(60) NOT NULL,
    namn VARCHAR(120) NOT NULL,
    kortnamn VARCHAR(120) NOT NULL,
    slag VARCHAR(40) NOT NULL,
    ordning INTEGER NOT NULL,
    CONSTRAINT pk_huvudman PRIMARY KEY (id),
    CONSTRAINT uq_huvudman_kod UNIQUE (kod),
    CONSTRAINT ck_huvudman_huvudmanslag CHECK (slag IN ('kommun', 'region', 'kommunalforbund'))
);

CREATE TABLE organ (
    id SERIAL NOT NULL,
    kod VARCHAR(60) NOT NULL,
    namn VARCHAR(120) NOT NULL,
    kortnamn VARCHAR(120) NOT NULL,
    slag VARCHAR(40) NOT NULL,
    prefix VARCHAR(10),
    beslutande BOOLEAN NOT NULL,
    mandat VARCHAR(500) NOT NULL,
    ordning INTEGER NOT NULL,
    CONSTRAINT pk_organ PRIMARY KEY (id),
    CONSTRAINT uq_organ_kod UNIQUE (kod),
    CONSTRAINT uq_organ_prefix UNIQUE (prefix),
    CONSTRAINT ck_organ_organslag CHECK (slag IN ('ledningsgrupp', 'au', 'natverk',
        'processgrupp', 'arbetsgrupp', 'forum', 'gemensam_verksamhet'))
);

CREATE TABLE person (
    id SERIAL NOT NULL,
    epost VARCHAR(254) NOT NULL,
    namn VARCHAR(120) NOT NULL,
    aktiv BOOLEAN NOT NULL,
    brevdag SMALLINT NOT NULL,
    brevtimme SMALLINT NOT NULL,
    sammandrag DATE,
    CONSTRAINT pk_person PRIMARY KEY (id),
    CONSTRAINT uq_person_epost UNIQUE (epost),
    CONSTRAINT ck_person_epost CHECK (epost = lower(epost) AND position('@' in epost) > 1),
    CONSTRAINT ck_person_brevdag CHECK (brevdag BETWEEN 1 AND 5),
    CONSTRAINT ck_person_brevtimme CHECK (brevtimme BETWEEN 6 AND 18)
);

CREATE TABLE franvaro (
    id SERIAL NOT NULL,
    person_id INTEGER NOT NULL,
    from_ DATE NOT NULL,
    tom DATE NOT NULL,
    ersattare_id INTEGER,
    CONSTRAINT pk_franvaro PRIMARY KEY (id),
    CONSTRAINT fk_franvaro_person_id_person FOREIGN KEY (person_id) REFERENCES person (id),
    CONSTRAINT fk_franvaro_ersattare_id_person FOREIGN KEY (ersattare_id) REFERENCES person (id),
    CONSTRAINT ck_franvaro_ordnade_dagar CHECK (tom >= from_)
);
CREATE INDEX ix_franvaro_person_id ON franvaro (person_id);

CREATE TABLE organisationshandelse (
    id SERIAL NOT NULL,
    tid TIMESTAMPTZ NOT NULL,
    aktor_id INTEGER,
    person_id INTEGER,
    vad VARCHAR(60) NOT NULL,
    uppgifter JSONB NOT NULL,
    CONSTRAINT pk_organisationshandelse PRIMARY KEY (id),
    CONSTRAINT fk_organisationshandelse_aktor_id_person FOREIGN KEY (aktor_id)
        REFERENCES person (id),
    CONSTRAINT fk_organisationshandelse_person_id_person FOREIGN KEY (person_id)
        REFERENCES person (id)
);
CREATE INDEX ix_organisationshandelse_person_id ON organisationshandelse (person_id);

CREATE TABLE uppdrag (
    id SERIAL NOT NULL,
    person_id INTEGER NOT NULL,
    organ_id INTEGER NOT NULL,
    roll VARCHAR(40) NOT NULL,
    huvudman_id INTEGER,
    sektor VARCHAR(60),
    from_ DATE NOT NULL,
    tom DATE,
    ersattare_id INTEGER,
    CONSTRAINT pk_uppdrag PRIMARY KEY (id),
    CONSTRAINT fk_uppdrag_person_id_person FOREIGN KEY (person_id) REFERENCES person (id),
    CONSTRAINT fk_uppdrag_organ_id_organ FOREIGN KEY (organ_id) REFERENCES organ (id),
    CONSTRAINT fk_uppdrag_huvudman_id_huvudman FOREIGN KEY (huvudman_id) REFERENCES huvudman (id),
    CONSTRAINT fk_uppdrag_ersattare_id_person FOREIGN KEY (ersattare_id) REFERENCES person (id),
    CONSTRAINT ck_uppdrag_ordnade_dagar CHECK (tom IS NULL OR tom >= from_),
    CONSTRAINT ck_uppdrag_roll CHECK (roll IN ('ordforande', 'vice_ordforande', 'ledamot',
        'sekreterare', 'sammankallande', 'representant', 'kontaktperson'))
);
CREATE INDEX ix_uppdrag_organ_id ON uppdrag (organ_id);
CREATE INDEX ix_uppdrag_person_id ON uppdrag (person_id);
CREATE UNIQUE INDEX uq_uppdrag_samma
    ON uppdrag (person_id, organ_id, roll, coalesce(huvudman_id, 0), coalesce(sektor, ''), from_);
