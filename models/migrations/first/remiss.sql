CREATE TABLE remissmottagare (
    id SERIAL NOT NULL,
    remiss_id BIGINT NOT NULL,
    mottagare VARCHAR(40) NOT NULL,
    huvudman_id INTEGER,
    organ_id INTEGER,
    person_id INTEGER,
    ansvar_roll VARCHAR(40),
    ansvar_organ_id INTEGER,
    sektor VARCHAR(60),
    sista_dag DATE NOT NULL,
    CONSTRAINT pk_remissmottagare PRIMARY KEY (id),
    CONSTRAINT fk_remissmottagare_remiss_id_sak FOREIGN KEY (remiss_id) REFERENCES sak (id),
    CONSTRAINT fk_remissmottagare_huvudman_id_huvudman FOREIGN KEY (huvudman_id)
        REFERENCES huvudman (id),
    CONSTRAINT fk_remissmottagare_organ_id_organ FOREIGN KEY (organ_id) REFERENCES organ (id),
    CONSTRAINT fk_remissmottagare_person_id_person FOREIGN KEY (person_id) REFERENCES person (id),
    CONSTRAINT fk_remissmottagare_ansvar_organ_id_organ FOREIGN KEY (ansvar_organ_id)
        REFERENCES organ (id),
    CONSTRAINT ck_remissmottagare_en_mottagare CHECK (num_nonnulls(huvudman_id, organ_id,
        person_id) = 1),
    CONSTRAINT ck_remissmottagare_mottagareslag CHECK (mottagare IN ('huvudman', 'organ',
        'person')),
    CONSTRAINT ck_remissmottagare_roll CHECK (ansvar_roll IN ('ordforande', 'vice_ordforande',
        'ledamot', 'sekreterare', 'sammankallande', 'representant', 'kontaktperson'))
);
CREATE INDEX ix_remissmottagare_remiss_id ON remissmottagare (remiss_id);
CREATE UNIQUE INDEX uq_remissmottagare_vem
    ON remissmottagare (remiss_id, huvudman_id, organ_id, person_id) NULLS NOT DISTINCT;

CREATE TABLE remiss (
    id BIGINT NOT NULL,
    om_id BIGINT NOT NULL,
    slag VARCHAR(40) NOT NULL,
    rubrik VARCHAR(200) NOT NULL,
    fraga VARCHAR(10000) NOT NULL,
    underlag VARCHAR(400000) NOT NULL,
    underlag_sha256 VARCHAR(64) NOT NULL,
    sista_dag DATE NOT NULL,
    version_id INTEGER,
    CONSTRAINT pk_remiss PRIMARY KEY (id),
    CONSTRAINT fk_remiss_id_sak FOREIGN KEY (id) REFERENCES sak (id),
    CONSTRAINT fk_remiss_om_id_sak FOREIGN KEY (om_id) REFERENCES sak (id),
    CONSTRAINT fk_remiss_version_id_revisionsversion FOREIGN KEY (version_id)
        REFERENCES revisionsversion (id),
    CONSTRAINT ck_remiss_remissslag CHECK (slag IN ('tjansteman', 'politisk'))
);
CREATE INDEX ix_remiss_om_id ON remiss (om_id);

CREATE TABLE remissutkast (
    mottagare_id INTEGER NOT NULL,
    data JSONB NOT NULL,
    upplaga INTEGER NOT NULL,
    skrivet TIMESTAMPTZ NOT NULL,
    skrivet_av INTEGER NOT NULL,
    CONSTRAINT pk_remissutkast PRIMARY KEY (mottagare_id),
    CONSTRAINT fk_remissutkast_mottagare_id_remissmottagare FOREIGN KEY (mottagare_id)
        REFERENCES remissmottagare (id),
    CONSTRAINT fk_remissutkast_skrivet_av_person FOREIGN KEY (skrivet_av) REFERENCES person (id)
);

CREATE TABLE remissvar (
    id SERIAL NOT NULL,
    mottagare_id INTEGER NOT NULL,
    stallningstagande VARCHAR(40) NOT NULL,
    motivering VARCHAR(10000) NOT NULL,
    lamnat TIMESTAMPTZ NOT NULL,
    lamnat_av INTEGER NOT NULL,
    kanal VARCHAR(40) NOT NULL,
    underlag_sha256 VARCHAR(64) NOT NULL,
    fil_id INTEGER,
    ersatte_av INTEGER,
    ersatte_lamnat TIMESTAMPTZ,
    CONSTRAINT pk_remissvar PRIMARY KEY (id),
    CONSTRAINT uq_remissvar_mottagare_id UNIQUE (mottagare_id),
    CONSTRAINT fk_remissvar_mottagare_id_remissmottagare FOREIGN KEY (mottagare_id)
        REFERENCES remissmottagare (id),
    CONSTRAINT fk_remissvar_lamnat_av_person FOREIGN KEY (lamnat_av) REFERENCES person (id),
    CONSTRAINT fk_remissvar_fil_id_fil FOREIGN KEY (fil_id) REFERENCES fil (id),
    CONSTRAINT fk_remissvar_ersatte_av_person FOREIGN KEY (ersatte_av) REFERENCES person (id),
    CONSTRAINT ck_remissvar_ersatte CHECK ((ersatte_av IS NULL) = (ersatte_lamnat IS NULL)),
    CONSTRAINT ck_remissvar_stallningstagande CHECK (stallningstagande IN ('tillstyrker',
        'tillstyrker_med_synpunkter', 'avstyrker', 'avstar', 'ingen_erinran')),
    CONSTRAINT ck_remissvar_kanal CHECK (kanal IN ('sjalv', 'telefon', 'papper'))
);
CREATE INDEX ix_remissvar_fil_id ON remissvar (fil_id);

CREATE TABLE synpunkt (
    id SERIAL NOT NULL,
    remissvar_id INTEGER NOT NULL,
    ordning INTEGER NOT NULL,
    text VARCHAR(10000) NOT NULL,
    svar VARCHAR(40),
    motivering VARCHAR(10000) NOT NULL,
    avsnitt VARCHAR(200) NOT NULL,
    onskad VARCHAR(10000) NOT NULL,
    CONSTRAINT pk_synpunkt PRIMARY KEY (id),
    CONSTRAINT uq_synpunkt_remissvar_id_ordning UNIQUE (remissvar_id, ordning),
    CONSTRAINT fk_synpunkt_remissvar_id_remissvar FOREIGN KEY (remissvar_id)
        REFERENCES remissvar (id),
    CONSTRAINT ck_synpunkt_synpunktsvar CHECK (svar IN ('tillgodoses', 'delvis',
        'tillgodoses_inte', 'noteras'))
);
CREATE INDEX ix_synpunkt_remissvar_id ON synpunkt (remissvar_id);
