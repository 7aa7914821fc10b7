CREATE TABLE efterlevnadsandring (
    beslut_id INTEGER NOT NULL,
    huvudman_id INTEGER NOT NULL,
    dag DATE NOT NULL,
    ord VARCHAR(40) NOT NULL,
    forsenat BOOLEAN NOT NULL,
    tyst BOOLEAN NOT NULL,
    CONSTRAINT pk_efterlevnadsandring PRIMARY KEY (beslut_id, huvudman_id, dag),
    CONSTRAINT fk_efterlevnadsandring_beslut_id_beslut FOREIGN KEY (beslut_id)
        REFERENCES beslut (id),
    CONSTRAINT fk_efterlevnadsandring_huvudman_id_huvudman FOREIGN KEY (huvudman_id)
        REFERENCES huvudman (id),
    CONSTRAINT ck_efterlevnadsandring_efterlevnad CHECK (ord IN ('forsenat', 'tyst', 'avsteg',
        'snart', 'pagar', 'klart', 'ersatt'))
);

-- Changes of compliance stay, as the history does.
CREATE TRIGGER bara_tillagg BEFORE UPDATE OR DELETE ON efterlevnadsandring
    FOR EACH ROW EXECUTE FUNCTION historien_ska_sta_kvar();
CREATE TRIGGER ingen_tomning BEFORE TRUNCATE ON efterlevnadsandring
    FOR EACH STATEMENT EXECUTE FUNCTION historien_ska_sta_kvar();
