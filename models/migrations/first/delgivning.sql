CREATE TABLE delgivning (
    id BIGINT NOT NULL,
    mote_id BIGINT NOT NULL,
    huvudman_id INTEGER NOT NULL,
    invandning VARCHAR(10000) NOT NULL,
    atgard VARCHAR(10000) NOT NULL,
    svarad TIMESTAMPTZ,
    svarad_av INTEGER,
    CONSTRAINT pk_delgivning PRIMARY KEY (id),
    CONSTRAINT uq_delgivning_mote_id_huvudman_id UNIQUE (mote_id, huvudman_id),
    CONSTRAINT fk_delgivning_id_sak FOREIGN KEY (id) REFERENCES sak (id),
    CONSTRAINT fk_delgivning_mote_id_sak FOREIGN KEY (mote_id) REFERENCES sak (id),
    CONSTRAINT fk_delgivning_huvudman_id_huvudman FOREIGN KEY (huvudman_id)
        REFERENCES huvudman (id),
    CONSTRAINT fk_delgivning_svarad_av_person FOREIGN KEY (svarad_av) REFERENCES person (id)
);
