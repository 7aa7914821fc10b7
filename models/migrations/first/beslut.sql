CREATE TABLE avstamning (
    id SERIAL NOT NULL,
    atagande_id BIGINT NOT NULL,
    period VARCHAR(10) NOT NULL,
    foljs VARCHAR(40) NOT NULL,
    tal NUMERIC(16, 4),
    kommentar VARCHAR(10000) NOT NULL,
    lamnad TIMESTAMPTZ NOT NULL,
    lamnad_av INTEGER NOT NULL,
    CONSTRAINT pk_avstamning PRIMARY KEY (id),
    CONSTRAINT uq_avstamning_atagande_id_period UNIQUE (atagande_id, period),
    CONSTRAINT fk_avstamning_atagande_id_sak FOREIGN KEY (atagande_id) REFERENCES sak (id),
    CONSTRAINT fk_avstamning_lamnad_av_person FOREIGN KEY (lamnad_av) REFERENCES person (id),
    CONSTRAINT ck_avstamning_foljs CHECK (foljs IN ('helt', 'delvis', 'inte', 'ej_tillampligt'))
);
CREATE INDEX ix_avstamning_atagande_id ON avstamning (atagande_id);

CREATE TABLE beslut (
    id SERIAL NOT NULL,
    nr VARCHAR(60) NOT NULL,
    beteckning VARCHAR(60) NOT NULL,
    organ_id INTEGER NOT NULL,
    ar INTEGER NOT NULL,
    lopnr INTEGER NOT NULL,
    om_id BIGINT NOT NULL,
    mote_id BIGINT NOT NULL,
    rubrik VARCHAR(200) NOT NULL,
    utfall VARCHAR(40) NOT NULL,
    text VARCHAR(10000) NOT NULL,
    datum DATE NOT NULL,
    justerat DATE,
    inriktning BOOLEAN NOT NULL,
    CONSTRAINT pk_beslut PRIMARY KEY (id),
    CONSTRAINT uq_beslut_organ_id_ar_lopnr UNIQUE (organ_id, ar, lopnr),
    CONSTRAINT uq_beslut_nr UNIQUE (nr),
    CONSTRAINT uq_beslut_beteckning UNIQUE (beteckning),
    CONSTRAINT fk_beslut_organ_id_organ FOREIGN KEY (organ_id) REFERENCES organ (id),
    CONSTRAINT fk_beslut_om_id_sak FOREIGN KEY (om_id) REFERENCES sak (id),
    CONSTRAINT fk_beslut_mote_id_sak FOREIGN KEY (mote_id) REFERENCES sak (id),
    CONSTRAINT ck_beslut_utfall CHECK (utfall IN ('bifall', 'avslag'))
);
CREATE INDEX ix_beslut_datum ON beslut (datum);
CREATE INDEX ix_beslut_mote_id ON beslut (mote_id);
CREATE INDEX ix_beslut_om_id ON beslut (om_id);

CREATE TABLE fil (
    id SERIAL NOT NULL,
    namn VARCHAR(200) NOT NULL,
    mimetyp VARCHAR(100) NOT NULL,
    storlek INTEGER NOT NULL,
    sha256 VARCHAR(64) NOT NULL,
    innehall BYTEA NOT NULL,
    uppladdad TIMESTAMPTZ NOT NULL,
    uppladdad_av INTEGER NOT NULL,
    CONSTRAINT pk_fil PRIMARY KEY (id),
    CONSTRAINT fk_fil_uppladdad_av_person FOREIGN KEY (uppladdad_av) REFERENCES person (id),
    CONSTRAINT ck_fil_storlek CHECK (storlek = octet_length(innehall) AND storlek <= 10485760)
);

CREATE TABLE atagande (
    id BIGINT NOT NULL,
    beslut_id INTEGER NOT NULL,
    uppgift INTEGER NOT NULL,
    text VARCHAR(500) NOT NULL,
    mottagare VARCHAR(40) NOT NULL,
    huvudman_id INTEGER,
    organ_id INTEGER,
    person_id INTEGER,
    sektor VARCHAR(60),
    ansvar_roll VARCHAR(40),
    ansvar_organ_id INTEGER,
    delegat_id INTEGER,
    svar VARCHAR(40) NOT NULL,
    form VARCHAR(40) NOT NULL,
    senast DATE,
    manader INTEGER[] NOT NULL,
    verifierare_id INTEGER,
    senast_nytt TIMESTAMPTZ NOT NULL,
    svar_text VARCHAR(10000) NOT NULL,
    svar_namn VARCHAR(120) NOT NULL,
    svar_epost VARCHAR(254) NOT NULL,
    svar_tal NUMERIC(16, 4),
    svar_datum DATE,
    svar_fil_id INTEGER,
    rapporterad TIMESTAMPTZ,
    rapporterad_av INTEGER,
    avsteg_orsak VARCHAR(10000) NOT NULL,
    avsteg_stod VARCHAR(10000) NOT NULL,
    avsteg_datum DATE,
    CONSTRAINT pk_atagande PRIMARY KEY (id),
    CONSTRAINT fk_atagande_id_sak FOREIGN KEY (id) REFERENCES sak (id),
    CONSTRAINT fk_atagande_beslut_id_beslut FOREIGN KEY (beslut_id) REFERENCES beslut (id),
    CONSTRAINT fk_atagande_huvudman_id_huvudman FOREIGN KEY (huvudman_id) REFERENCES huvudman (id),
    CONSTRAINT fk_atagande_organ_id_organ FOREIGN KEY (organ_id) REFERENCES organ (id),
    CONSTRAINT fk_atagande_person_id_person FOREIGN KEY (person_id) REFERENCES person (id),
    CONSTRAINT fk_atagande_ansvar_organ_id_organ FOREIGN KEY (ansvar_organ_id)
        REFERENCES organ (id),
    CONSTRAINT fk_atagande_delegat_id_person FOREIGN KEY (delegat_id) REFERENCES person (id),
    CONSTRAINT fk_atagande_verifierare_id_person FOREIGN KEY (verifierare_id)
        REFERENCES person (id),
    CONSTRAINT fk_atagande_svar_fil_id_fil FOREIGN KEY (svar_fil_id) REFERENCES fil (id),
    CONSTRAINT fk_atagande_rapporterad_av_person FOREIGN KEY (rapporterad_av)
        REFERENCES person (id),
    CONSTRAINT ck_atagande_en_mottagare CHECK (num_nonnulls(huvudman_id, organ_id, person_id) = 1),
    CONSTRAINT ck_atagande_mottagareslag CHECK (mottagare IN ('huvudman', 'organ', 'person')),
    CONSTRAINT ck_atagande_roll CHECK (ansvar_roll IN ('ordforande', 'vice_ordforande', 'ledamot',
        'sekreterare', 'sammankallande', 'representant', 'kontaktperson')),
    CONSTRAINT ck_atagande_svarslag CHECK (svar IN ('ja', 'namn', 'tal', 'datum', 'text', 'fil')),
    CONSTRAINT ck_atagande_fristform CHECK (form IN ('datum', 'nasta_mote', 'kvartal',
        'aterkommande', 'tills_vidare'))
);
CREATE INDEX ix_atagande_beslut_id ON atagande (beslut_id);
CREATE INDEX ix_atagande_huvudman_id ON atagande (huvudman_id);
CREATE UNIQUE INDEX uq_atagande_mottagare
    ON atagande (beslut_id, uppgift, huvudman_id, organ_id, person_id, sektor) NULLS NOT DISTINCT;
