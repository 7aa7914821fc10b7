CREATE TABLE kontrollpunkt (
    id SERIAL NOT NULL,
    tid TIMESTAMPTZ NOT NULL,
    sista_handelse BIGINT NOT NULL,
    antal BIGINT NOT NULL,
    hash VARCHAR(64) NOT NULL,
    foregaende VARCHAR(64),
    hel_kontroll TIMESTAMPTZ,
    CONSTRAINT pk_kontrollpunkt PRIMARY KEY (id)
);

CREATE TABLE handelse (
    id BIGSERIAL NOT NULL,
    sak_id BIGINT NOT NULL,
    lopnr INTEGER NOT NULL,
    steg VARCHAR(60) NOT NULL,
    fran_lage VARCHAR(60),
    till_lage VARCHAR(60) NOT NULL,
    aktor_id INTEGER,
    aktor_roll VARCHAR(60) NOT NULL,
    for_id INTEGER,
    tid TIMESTAMPTZ NOT NULL,
    definitionsversion INTEGER NOT NULL,
    begaran VARCHAR(200),
    innehall_hash VARCHAR(64) NOT NULL,
    foregaende VARCHAR(64),
    hash VARCHAR(64) NOT NULL,
    hash_version INTEGER NOT NULL,
    CONSTRAINT pk_handelse PRIMARY KEY (id),
    CONSTRAINT uq_handelse_hash UNIQUE (hash),
    CONSTRAINT fk_handelse_sak_id_sak FOREIGN KEY (sak_id) REFERENCES sak (id),
    CONSTRAINT fk_handelse_aktor_id_person FOREIGN KEY (aktor_id) REFERENCES person (id),
    CONSTRAINT fk_handelse_for_id_person FOREIGN KEY (for_id) REFERENCES person (id)
);
CREATE UNIQUE INDEX uq_handelse_sak_id_lopnr ON handelse (sak_id, lopnr);

CREATE TABLE kontrollhuvud (
    sak_id BIGINT NOT NULL,
    version INTEGER NOT NULL,
    kontrollpunkt_id INTEGER NOT NULL,
    hash VARCHAR(64) NOT NULL,
    CONSTRAINT pk_kontrollhuvud PRIMARY KEY (sak_id, version),
    CONSTRAINT fk_kontrollhuvud_sak_id_sak FOREIGN KEY (sak_id) REFERENCES sak (id),
    CONSTRAINT fk_kontrollhuvud_kontrollpunkt_id_kontrollpunkt FOREIGN KEY (kontrollpunkt_id)
        REFERENCES kontrollpunkt (id)
);
CREATE INDEX ix_kontrollhuvud_kontrollpunkt_id ON kontrollhuvud (kontrollpunkt_id);

CREATE TABLE handelseinnehall (
    handelse_id BIGINT NOT NULL,
    salt VARCHAR(32) NOT NULL,
    innehall TEXT,
    raderat TIMESTAMPTZ,
    CONSTRAINT pk_handelseinnehall PRIMARY KEY (handelse_id),
    CONSTRAINT fk_handelseinnehall_handelse_id_handelse FOREIGN KEY (handelse_id)
        REFERENCES handelse (id),
    CONSTRAINT ck_handelseinnehall_raderat CHECK ((innehall IS NULL) = (raderat IS NOT NULL))
);

-- History is append only: the database itself refuses to rewrite it. A payload may be erased
-- (personal data, by rule), never changed; its event stays and the chain still verifies.
CREATE FUNCTION historien_ska_sta_kvar() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Historien i % kan inte ändras eller tas bort.', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE FUNCTION innehall_far_bara_raderas() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.handelse_id = OLD.handelse_id AND NEW.salt = OLD.salt
        AND OLD.innehall IS NOT NULL AND NEW.innehall IS NULL THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'Innehållet i en händelse kan raderas men inte ändras.'
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER bara_tillagg BEFORE UPDATE OR DELETE ON handelse
    FOR EACH ROW EXECUTE FUNCTION historien_ska_sta_kvar();
CREATE TRIGGER ingen_tomning BEFORE TRUNCATE ON handelse
    FOR EACH STATEMENT EXECUTE FUNCTION historien_ska_sta_kvar();
CREATE TRIGGER bara_tillagg BEFORE UPDATE OR DELETE ON kontrollpunkt
    FOR EACH ROW EXECUTE FUNCTION historien_ska_sta_kvar();
CREATE TRIGGER ingen_tomning BEFORE TRUNCATE ON kontrollpunkt
    FOR EACH STATEMENT EXECUTE FUNCTION historien_ska_sta_kvar();
CREATE TRIGGER bara_tillagg BEFORE UPDATE OR DELETE ON kontrollhuvud
    FOR EACH ROW EXECUTE FUNCTION historien_ska_sta_kvar();
CREATE TRIGGER ingen_tomning BEFORE TRUNCATE ON kontrollhuvud
    FOR EACH STATEMENT EXECUTE FUNCTION historien_ska_sta_kvar();
CREATE TRIGGER bara_tillagg BEFORE UPDATE OR DELETE ON organisationshandelse
    FOR EACH ROW EXECUTE FUNCTION historien_ska_sta_kvar();
CREATE TRIGGER ingen_tomning BEFORE TRUNCATE ON organisationshandelse
    FOR EACH STATEMENT EXECUTE FUNCTION historien_ska_sta_kvar();
CREATE TRIGGER bara_tillagg BEFORE DELETE ON handelseinnehall
    FOR EACH ROW EXECUTE FUNCTION historien_ska_sta_kvar();
CREATE TRIGGER ingen_tomning BEFORE TRUNCATE ON handelseinnehall
    FOR EACH STATEMENT EXECUTE FUNCTION historien_ska_sta_kvar();
CREATE TRIGGER bara_radering BEFORE UPDATE ON handelseinnehall
    FOR EACH ROW EXECUTE FUNCTION innehall_far_bara_raderas();
