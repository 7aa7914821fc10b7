CREATE TABLE frist (
    id BIGSERIAL NOT NULL,
    sak_id BIGINT NOT NULL,
    mottagare_id INTEGER,
    drag VARCHAR(120) NOT NULL,
    roll VARCHAR(40),
    organ_id INTEGER,
    huvudman_id INTEGER,
    sektor VARCHAR(60),
    person_id INTEGER,
    senast DATE NOT NULL,
    pamin BOOLEAN NOT NULL,
    skapad TIMESTAMPTZ NOT NULL,
    stangd TIMESTAMPTZ,
    delfrist BOOLEAN NOT NULL,
    CONSTRAINT pk_frist PRIMARY KEY (id),
    CONSTRAINT fk_frist_sak_id_sak FOREIGN KEY (sak_id) REFERENCES sak (id),
    CONSTRAINT fk_frist_mottagare_id_remissmottagare FOREIGN KEY (mottagare_id)
        REFERENCES remissmottagare (id),
    CONSTRAINT fk_frist_organ_id_organ FOREIGN KEY (organ_id) REFERENCES organ (id),
    CONSTRAINT fk_frist_huvudman_id_huvudman FOREIGN KEY (huvudman_id) REFERENCES huvudman (id),
    CONSTRAINT fk_frist_person_id_person FOREIGN KEY (person_id) REFERENCES person (id),
    CONSTRAINT ck_frist_vems_drag CHECK (num_nonnulls(organ_id, huvudman_id, person_id) >= 1),
    CONSTRAINT ck_frist_mottagarens CHECK (mottagare_id IS NULL OR delfrist),
    CONSTRAINT ck_frist_roll CHECK (roll IN ('ordforande', 'vice_ordforande', 'ledamot',
        'sekreterare', 'sammankallande', 'representant', 'kontaktperson'))
);
CREATE INDEX ix_frist_senast_oppen ON frist (senast) WHERE stangd IS NULL;
CREATE UNIQUE INDEX uq_delfrist_oppen ON frist (sak_id, coalesce(mottagare_id, 0),
        coalesce(huvudman_id, 0), coalesce(person_id, 0)) WHERE stangd IS NULL AND delfrist;
CREATE UNIQUE INDEX uq_frist_oppen ON frist (sak_id) WHERE stangd IS NULL AND NOT delfrist;

CREATE TABLE paminnad (
    frist_id BIGINT NOT NULL,
    steg INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    utfall VARCHAR(40) NOT NULL,
    tid TIMESTAMPTZ NOT NULL,
    avisering_id BIGINT NOT NULL,
    CONSTRAINT pk_paminnad PRIMARY KEY (frist_id, steg, person_id),
    CONSTRAINT fk_paminnad_frist_id_frist FOREIGN KEY (frist_id) REFERENCES frist (id),
    CONSTRAINT fk_paminnad_person_id_person FOREIGN KEY (person_id) REFERENCES person (id),
    CONSTRAINT fk_paminnad_avisering_id_avisering FOREIGN KEY (avisering_id)
        REFERENCES avisering (id),
    CONSTRAINT ck_paminnad_paminnelseutfall CHECK (utfall IN ('skickad', 'overhoppad'))
);
CREATE INDEX ix_paminnad_avisering_id ON paminnad (avisering_id);
