CREATE TABLE avtal (
    id BIGINT NOT NULL,
    slug VARCHAR(60) NOT NULL,
    rubrik VARCHAR(200) NOT NULL,
    slag VARCHAR(40) NOT NULL,
    omrade VARCHAR(120) NOT NULL,
    trappsteg VARCHAR(60),
    agare_organ_id INTEGER NOT NULL,
    giltig_till DATE,
    forlangning VARCHAR(40) NOT NULL,
    forlangning_manader INTEGER,
    uppsagning_manader INTEGER,
    oversyn DATE NOT NULL,
    varnad_upphor DATE,
    CONSTRAINT pk_avtal PRIMARY KEY (id),
    CONSTRAINT uq_avtal_slug UNIQUE (slug),
    CONSTRAINT fk_avtal_id_sak FOREIGN KEY (id) REFERENCES sak (id),
    CONSTRAINT fk_avtal_agare_organ_id_organ FOREIGN KEY (agare_organ_id) REFERENCES organ (id),
    CONSTRAINT ck_avtal_sista_dag CHECK ((giltig_till IS NULL) = (forlangning = 'tills_vidare')),
    CONSTRAINT ck_avtal_forlangning_manader CHECK ((forlangning_manader IS NOT NULL) =
        (forlangning = 'automatisk')),
    CONSTRAINT ck_avtal_period CHECK (forlangning_manader BETWEEN 1 AND 120),
    CONSTRAINT ck_avtal_uppsagningstid CHECK (uppsagning_manader BETWEEN 1 AND 60),
    CONSTRAINT ck_avtal_avtalslag CHECK (slag IN ('avtal', 'overenskommelse', 'samverkansavtal',
        'strategi', 'riktlinje', 'rutin', 'praktisk_anvisning')),
    CONSTRAINT ck_avtal_forlangning CHECK (forlangning IN ('tills_vidare', 'automatisk',
        'upphor'))
);
CREATE INDEX ix_avtal_agare_organ_id ON avtal (agare_organ_id);

CREATE TABLE avtalspart (
    id SERIAL NOT NULL,
    avtal_id BIGINT NOT NULL,
    slag VARCHAR(40) NOT NULL,
    huvudman_id INTEGER,
    namn VARCHAR(120) NOT NULL,
    uppsagning_manader INTEGER,
    uppsagd DATE,
    lamnar DATE,
    varnad DATE,
    CONSTRAINT pk_avtalspart PRIMARY KEY (id),
    CONSTRAINT fk_avtalspart_avtal_id_sak FOREIGN KEY (avtal_id) REFERENCES sak (id),
    CONSTRAINT fk_avtalspart_huvudman_id_huvudman FOREIGN KEY (huvudman_id)
        REFERENCES huvudman (id),
    CONSTRAINT ck_avtalspart_vem CHECK ((huvudman_id IS NULL) = (namn <> '')),
    CONSTRAINT ck_avtalspart_part_ar_huvudman CHECK (slag = 'informeras' OR huvudman_id IS NOT
        NULL),
    CONSTRAINT ck_avtalspart_uppsagd CHECK ((uppsagd IS NULL) = (lamnar IS NULL)),
    CONSTRAINT ck_avtalspart_uppsagningstid CHECK (uppsagning_manader BETWEEN 1 AND 60),
    CONSTRAINT ck_avtalspart_partslag CHECK (slag IN ('part', 'informeras'))
);
CREATE INDEX ix_avtalspart_avtal_id ON avtalspart (avtal_id);
CREATE INDEX ix_avtalspart_huvudman_id ON avtalspart (huvudman_id);
CREATE UNIQUE INDEX uq_avtalspart_vem
    ON avtalspart (avtal_id, huvudman_id, namn) NULLS NOT DISTINCT;

CREATE TABLE avtalssamband (
    avtal_id BIGINT NOT NULL,
    till_id BIGINT NOT NULL,
    slag VARCHAR(40) NOT NULL,
    CONSTRAINT pk_avtalssamband PRIMARY KEY (avtal_id, till_id),
    CONSTRAINT fk_avtalssamband_avtal_id_sak FOREIGN KEY (avtal_id) REFERENCES sak (id),
    CONSTRAINT fk_avtalssamband_till_id_sak FOREIGN KEY (till_id) REFERENCES sak (id),
    CONSTRAINT ck_avtalssamband_inte_sig_sjalvt CHECK (avtal_id <> till_id),
    CONSTRAINT ck_avtalssamband_avtalslank CHECK (slag IN ('bygger_pa', 'ersatter'))
);
CREATE INDEX ix_avtalssamband_till_id ON avtalssamband (till_id);

CREATE TABLE avtalsversion (
    id SERIAL NOT NULL,
    avtal_id BIGINT NOT NULL,
    nr INTEGER NOT NULL,
    text VARCHAR(400000) NOT NULL,
    sha256 VARCHAR(64) NOT NULL,
    galler_fran DATE NOT NULL,
    beslutad VARCHAR(500) NOT NULL,
    andring VARCHAR(10000) NOT NULL,
    redaktionell BOOLEAN NOT NULL,
    skapad TIMESTAMPTZ NOT NULL,
    skapad_av INTEGER NOT NULL,
    CONSTRAINT pk_avtalsversion PRIMARY KEY (id),
    CONSTRAINT uq_avtalsversion_avtal_id_nr UNIQUE (avtal_id, nr),
    CONSTRAINT fk_avtalsversion_avtal_id_sak FOREIGN KEY (avtal_id) REFERENCES sak (id),
    CONSTRAINT fk_avtalsversion_skapad_av_person FOREIGN KEY (skapad_av) REFERENCES person (id)
);

CREATE TABLE avtalsbilaga (
    version_id INTEGER NOT NULL,
    fil_id INTEGER NOT NULL,
    rubrik VARCHAR(200) NOT NULL,
    CONSTRAINT pk_avtalsbilaga PRIMARY KEY (version_id, fil_id),
    CONSTRAINT fk_avtalsbilaga_version_id_avtalsversion FOREIGN KEY (version_id)
        REFERENCES avtalsversion (id),
    CONSTRAINT fk_avtalsbilaga_fil_id_fil FOREIGN KEY (fil_id) REFERENCES fil (id)
);

-- What an agreement said on a day stays.
CREATE TRIGGER bara_tillagg BEFORE UPDATE OR DELETE ON avtalsversion
    FOR EACH ROW EXECUTE FUNCTION historien_ska_sta_kvar();
CREATE TRIGGER ingen_tomning BEFORE TRUNCATE ON avtalsversion
    FOR EACH STATEMENT EXECUTE FUNCTION historien_ska_sta_kvar();
