CREATE TABLE revision (
    id BIGINT NOT NULL,
    avtal_id BIGINT NOT NULL,
    nr VARCHAR(60) NOT NULL,
    beteckning VARCHAR(60) NOT NULL,
    rubrik VARCHAR(200) NOT NULL,
    orsak VARCHAR(10000) NOT NULL,
    initierad_av INTEGER,
    initierad_av_organ_id INTEGER,
    prioritet INTEGER,
    prioritet_skal VARCHAR(500) NOT NULL,
    grupp_organ_id INTEGER,
    mandat VARCHAR(10000) NOT NULL,
    mandat_till DATE,
    siktar_pa DATE,
    extern BOOLEAN NOT NULL,
    motpart VARCHAR(120) NOT NULL,
    foredragande VARCHAR(120) NOT NULL,
    mote_id BIGINT,
    bordlaggningar INTEGER NOT NULL,
    utkast VARCHAR(400000) NOT NULL,
    utkast_sha256 VARCHAR(64) NOT NULL,
    utkast_upplaga INTEGER NOT NULL,
    ataganden JSONB NOT NULL,
    ikraft DATE,
    ny_oversyn DATE,
    CONSTRAINT pk_revision PRIMARY KEY (id),
    CONSTRAINT uq_revision_nr UNIQUE (nr),
    CONSTRAINT uq_revision_beteckning UNIQUE (beteckning),
    CONSTRAINT fk_revision_id_sak FOREIGN KEY (id) REFERENCES sak (id),
    CONSTRAINT fk_revision_avtal_id_sak FOREIGN KEY (avtal_id) REFERENCES sak (id),
    CONSTRAINT fk_revision_initierad_av_person FOREIGN KEY (initierad_av) REFERENCES person (id),
    CONSTRAINT fk_revision_initierad_av_organ_id_organ FOREIGN KEY (initierad_av_organ_id)
        REFERENCES organ (id),
    CONSTRAINT fk_revision_grupp_organ_id_organ FOREIGN KEY (grupp_organ_id) REFERENCES organ (id),
    CONSTRAINT fk_revision_mote_id_sak FOREIGN KEY (mote_id) REFERENCES sak (id),
    CONSTRAINT ck_revision_prioritet CHECK (prioritet BETWEEN 1 AND 3),
    CONSTRAINT ck_revision_prioritet_skal CHECK ((prioritet IS NULL) = (prioritet_skal = ''))
);
CREATE INDEX ix_revision_avtal_id ON revision (avtal_id);
CREATE INDEX ix_revision_grupp_organ_id ON revision (grupp_organ_id);
CREATE INDEX ix_revision_mote_id ON revision (mote_id);

CREATE TABLE revisionspart (
    revision_id BIGINT NOT NULL,
    huvudman_id INTEGER NOT NULL,
    beslutar BOOLEAN NOT NULL,
    instans VARCHAR(120) NOT NULL,
    planerat DATE,
    slappt BOOLEAN NOT NULL,
    CONSTRAINT pk_revisionspart PRIMARY KEY (revision_id, huvudman_id),
    CONSTRAINT fk_revisionspart_revision_id_sak FOREIGN KEY (revision_id) REFERENCES sak (id),
    CONSTRAINT fk_revisionspart_huvudman_id_huvudman FOREIGN KEY (huvudman_id)
        REFERENCES huvudman (id)
);
CREATE INDEX ix_revisionspart_huvudman_id ON revisionspart (huvudman_id);

CREATE TABLE revisionsversion (
    id SERIAL NOT NULL,
    revision_id BIGINT NOT NULL,
    nr INTEGER NOT NULL,
    text VARCHAR(400000) NOT NULL,
    sha256 VARCHAR(64) NOT NULL,
    sammanfattning VARCHAR(10000) NOT NULL,
    konsekvenser JSONB NOT NULL,
    invanare VARCHAR(10000) NOT NULL,
    andring VARCHAR(40) NOT NULL,
    skapad TIMESTAMPTZ NOT NULL,
    skapad_av INTEGER NOT NULL,
    CONSTRAINT pk_revisionsversion PRIMARY KEY (id),
    CONSTRAINT uq_revisionsversion_revision_id_nr UNIQUE (revision_id, nr),
    CONSTRAINT fk_revisionsversion_revision_id_sak FOREIGN KEY (revision_id) REFERENCES sak (id),
    CONSTRAINT fk_revisionsversion_skapad_av_person FOREIGN KEY (skapad_av) REFERENCES person (id),
    CONSTRAINT ck_revisionsversion_andringsgrad CHECK (andring IN ('redaktionell',
        'fortydligande', 'saklig', 'ekonomisk'))
);

CREATE TABLE godkannande (
    id SERIAL NOT NULL,
    revision_id BIGINT NOT NULL,
    version_id INTEGER NOT NULL,
    sha256 VARCHAR(64) NOT NULL,
    person_id INTEGER NOT NULL,
    for_id INTEGER NOT NULL,
    ord VARCHAR(40) NOT NULL,
    avsnitt VARCHAR(200) NOT NULL,
    text VARCHAR(10000) NOT NULL,
    onskad VARCHAR(10000) NOT NULL,
    tid TIMESTAMPTZ NOT NULL,
    ogiltig TIMESTAMPTZ,
    CONSTRAINT pk_godkannande PRIMARY KEY (id),
    CONSTRAINT fk_godkannande_revision_id_sak FOREIGN KEY (revision_id) REFERENCES sak (id),
    CONSTRAINT fk_godkannande_version_id_revisionsversion FOREIGN KEY (version_id)
        REFERENCES revisionsversion (id),
    CONSTRAINT fk_godkannande_person_id_person FOREIGN KEY (person_id) REFERENCES person (id),
    CONSTRAINT fk_godkannande_for_id_person FOREIGN KEY (for_id) REFERENCES person (id),
    CONSTRAINT ck_godkannande_godkannandeord CHECK (ord IN ('godkanner',
        'godkanner_med_anmarkning', 'invander'))
);
CREATE INDEX ix_godkannande_revision_id ON godkannande (revision_id);
CREATE UNIQUE INDEX uq_godkannande_person ON godkannande (version_id, for_id)
    WHERE ogiltig IS NULL;

CREATE TABLE partsbeslut (
    id SERIAL NOT NULL,
    revision_id BIGINT NOT NULL,
    version_id INTEGER NOT NULL,
    huvudman_id INTEGER NOT NULL,
    instans VARCHAR(120) NOT NULL,
    datum DATE NOT NULL,
    paragraf VARCHAR(60) NOT NULL,
    utfall VARCHAR(40) NOT NULL,
    villkor VARCHAR(10000) NOT NULL,
    fil_id INTEGER,
    skrivet TIMESTAMPTZ NOT NULL,
    skrivet_av INTEGER NOT NULL,
    CONSTRAINT pk_partsbeslut PRIMARY KEY (id),
    CONSTRAINT uq_partsbeslut_version_id_huvudman_id UNIQUE (version_id, huvudman_id),
    CONSTRAINT fk_partsbeslut_revision_id_sak FOREIGN KEY (revision_id) REFERENCES sak (id),
    CONSTRAINT fk_partsbeslut_version_id_revisionsversion FOREIGN KEY (version_id)
        REFERENCES revisionsversion (id),
    CONSTRAINT fk_partsbeslut_huvudman_id_huvudman FOREIGN KEY (huvudman_id)
        REFERENCES huvudman (id),
    CONSTRAINT fk_partsbeslut_fil_id_fil FOREIGN KEY (fil_id) REFERENCES fil (id),
    CONSTRAINT fk_partsbeslut_skrivet_av_person FOREIGN KEY (skrivet_av) REFERENCES person (id),
    CONSTRAINT ck_partsbeslut_villkor CHECK ((utfall = 'villkor') = (villkor <> '')),
    CONSTRAINT ck_partsbeslut_partsutfall CHECK (utfall IN ('ja', 'villkor', 'nej'))
);
CREATE INDEX ix_partsbeslut_revision_id ON partsbeslut (revision_id);

CREATE TABLE signatur (
    id SERIAL NOT NULL,
    revision_id BIGINT NOT NULL,
    version_id INTEGER NOT NULL,
    sha256 VARCHAR(64) NOT NULL,
    huvudman_id INTEGER NOT NULL,
    namn VARCHAR(120) NOT NULL,
    befattning VARCHAR(120) NOT NULL,
    behorighet VARCHAR(500) NOT NULL,
    behorighet_datum DATE NOT NULL,
    satt VARCHAR(40) NOT NULL,
    person_id INTEGER,
    intygad_av INTEGER,
    fil_id INTEGER,
    tid TIMESTAMPTZ NOT NULL,
    CONSTRAINT pk_signatur PRIMARY KEY (id),
    CONSTRAINT uq_signatur_version_id_huvudman_id UNIQUE (version_id, huvudman_id),
    CONSTRAINT fk_signatur_revision_id_sak FOREIGN KEY (revision_id) REFERENCES sak (id),
    CONSTRAINT fk_signatur_version_id_revisionsversion FOREIGN KEY (version_id)
        REFERENCES revisionsversion (id),
    CONSTRAINT fk_signatur_huvudman_id_huvudman FOREIGN KEY (huvudman_id) REFERENCES huvudman (id),
    CONSTRAINT fk_signatur_person_id_person FOREIGN KEY (person_id) REFERENCES person (id),
    CONSTRAINT fk_signatur_intygad_av_person FOREIGN KEY (intygad_av) REFERENCES person (id),
    CONSTRAINT fk_signatur_fil_id_fil FOREIGN KEY (fil_id) REFERENCES fil (id),
    CONSTRAINT ck_signatur_papper CHECK ((satt = 'pa_papper') = (fil_id IS NOT NULL AND intygad_av
        IS NOT NULL)),
    CONSTRAINT ck_signatur_signatursatt CHECK (satt IN ('i_samflode', 'pa_papper'))
);
CREATE INDEX ix_signatur_revision_id ON signatur (revision_id);

-- A text that was locked and a signature are never changed.
CREATE TRIGGER bara_tillagg BEFORE UPDATE OR DELETE ON revisionsversion
    FOR EACH ROW EXECUTE FUNCTION historien_ska_sta_kvar();
CREATE TRIGGER ingen_tomning BEFORE TRUNCATE ON revisionsversion
    FOR EACH STATEMENT EXECUTE FUNCTION historien_ska_sta_kvar();
CREATE TRIGGER bara_tillagg BEFORE UPDATE OR DELETE ON signatur
    FOR EACH ROW EXECUTE FUNCTION historien_ska_sta_kvar();
CREATE TRIGGER ingen_tomning BEFORE TRUNCATE ON signatur
    FOR EACH STATEMENT EXECUTE FUNCTION historien_ska_sta_kvar();
