CREATE TABLE demoklocka (
    id SERIAL NOT NULL,
    nu TIMESTAMPTZ NOT NULL,
    CONSTRAINT pk_demoklocka PRIMARY KEY (id)
);

CREATE TABLE apitoken (
    token_hash VARCHAR(64) NOT NULL,
    person_id INTEGER NOT NULL,
    skapad TIMESTAMPTZ NOT NULL,
    CONSTRAINT pk_apitoken PRIMARY KEY (token_hash),
    CONSTRAINT fk_apitoken_person_id_person FOREIGN KEY (person_id) REFERENCES person (id)
);
CREATE INDEX ix_apitoken_person_id ON apitoken (person_id);

CREATE TABLE begaran (
    person_id INTEGER NOT NULL,
    rutt VARCHAR(200) NOT NULL,
    nyckel VARCHAR(200) NOT NULL,
    innehall_hash VARCHAR(64) NOT NULL,
    sak_id BIGINT,
    tid TIMESTAMPTZ NOT NULL,
    CONSTRAINT pk_begaran PRIMARY KEY (person_id, rutt, nyckel),
    CONSTRAINT fk_begaran_person_id_person FOREIGN KEY (person_id) REFERENCES person (id),
    CONSTRAINT fk_begaran_sak_id_sak FOREIGN KEY (sak_id) REFERENCES sak (id)
);

CREATE TABLE engangslank (
    token_hash VARCHAR(64) NOT NULL,
    person_id INTEGER NOT NULL,
    giltig_till TIMESTAMPTZ NOT NULL,
    anvand TIMESTAMPTZ,
    CONSTRAINT pk_engangslank PRIMARY KEY (token_hash),
    CONSTRAINT fk_engangslank_person_id_person FOREIGN KEY (person_id) REFERENCES person (id)
);

CREATE TABLE inloggning (
    token_hash VARCHAR(64) NOT NULL,
    person_id INTEGER NOT NULL,
    skapad TIMESTAMPTZ NOT NULL,
    giltig_till TIMESTAMPTZ NOT NULL,
    CONSTRAINT pk_inloggning PRIMARY KEY (token_hash),
    CONSTRAINT fk_inloggning_person_id_person FOREIGN KEY (person_id) REFERENCES person (id)
);
CREATE INDEX ix_inloggning_person_id ON inloggning (person_id);
