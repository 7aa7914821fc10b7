CREATE TABLE avisering (
    id BIGSERIAL NOT NULL,
    nyckel VARCHAR(200) NOT NULL,
    mall VARCHAR(60) NOT NULL,
    person_id INTEGER NOT NULL,
    epost VARCHAR(254) NOT NULL,
    sak_id BIGINT,
    skal VARCHAR(500) NOT NULL,
    data JSONB NOT NULL,
    lage VARCHAR(40) NOT NULL,
    skapad TIMESTAMPTZ NOT NULL,
    forsok INTEGER NOT NULL,
    nasta_forsok TIMESTAMPTZ NOT NULL,
    skickad TIMESTAMPTZ,
    fel VARCHAR(500) NOT NULL,
    meddelande_id VARCHAR(200) NOT NULL,
    amne VARCHAR(500),
    text TEXT,
    html TEXT,
    hanterad TIMESTAMPTZ,
    hanterad_av INTEGER,
    CONSTRAINT pk_avisering PRIMARY KEY (id),
    CONSTRAINT uq_avisering_nyckel UNIQUE (nyckel),
    CONSTRAINT uq_avisering_meddelande_id UNIQUE (meddelande_id),
    CONSTRAINT fk_avisering_person_id_person FOREIGN KEY (person_id) REFERENCES person (id),
    CONSTRAINT fk_avisering_sak_id_sak FOREIGN KEY (sak_id) REFERENCES sak (id),
    CONSTRAINT fk_avisering_hanterad_av_person FOREIGN KEY (hanterad_av) REFERENCES person (id),
    CONSTRAINT ck_avisering_aviseringlage CHECK (lage IN ('vantar', 'skickad', 'misslyckad',
        'onodig'))
);
CREATE INDEX ix_avisering_ej_framme ON avisering (id)
    WHERE lage = 'misslyckad' AND hanterad IS NULL;
CREATE INDEX ix_avisering_kvar ON avisering (nasta_forsok) WHERE lage = 'vantar';
CREATE INDEX ix_avisering_person_id_skapad ON avisering (person_id, skapad);
CREATE INDEX ix_avisering_sak_id ON avisering (sak_id);

-- New mail is announced with the transaction that wrote it, and never without it.
CREATE FUNCTION ny_avisering() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('avisering', '');
    RETURN NULL;
END $$;

CREATE TRIGGER ny_post AFTER INSERT ON avisering
    FOR EACH STATEMENT EXECUTE FUNCTION ny_avisering();
