SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET transaction_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
CREATE FUNCTION public.historien_ska_sta_kvar() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION 'Historien i % kan inte ändras eller tas bort.', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE FUNCTION public.innehall_far_bara_raderas() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF NEW.handelse_id = OLD.handelse_id AND NEW.salt = OLD.salt
        AND OLD.innehall IS NOT NULL AND NEW.innehall IS NULL THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'Innehållet i en händelse kan raderas men inte ändras.'
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE FUNCTION public.ny_avisering() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM pg_notify('avisering', '');
    RETURN NULL;
END $$;
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.apitoken (
    token_hash character varying(64) NOT NULL,
    person_id integer NOT NULL,
    skapad timestamp with time zone NOT NULL
);
CREATE TABLE public.arende (
    id bigint NOT NULL,
    nr character varying(60) NOT NULL,
    beteckning character varying(60),
    ar integer,
    lopnr integer,
    rubrik character varying(200) NOT NULL,
    fraga character varying(10000) NOT NULL,
    bakgrund character varying(10000) NOT NULL,
    onskad_hantering character varying(20)[] NOT NULL,
    skapad_av integer NOT NULL,
    avsandare_organ_id integer,
    avsandare_namn character varying(120) NOT NULL,
    handlaggare_id integer,
    foredragande character varying(120) NOT NULL,
    forslag_beslut character varying(10000) NOT NULL,
    forslag_ataganden jsonb,
    konsekvenser character varying(10000) NOT NULL,
    invanare character varying(10000) NOT NULL,
    mote_id bigint,
    siktar_pa date,
    barare_organ_id integer,
    forum_organ_id integer,
    aterkommer date,
    bordlaggningar integer NOT NULL,
    sokord tsvector,
    CONSTRAINT ck_arende_hantering CHECK ((onskad_hantering <@ ARRAY['information'::character varying, 'dialog'::character varying, 'beslut'::character varying])),
    CONSTRAINT ck_arende_nummer CHECK ((((ar IS NULL) = (lopnr IS NULL)) AND ((ar IS NULL) = (beteckning IS NULL))))
);
CREATE TABLE public.atagande (
    id bigint NOT NULL,
    beslut_id integer NOT NULL,
    uppgift integer NOT NULL,
    text character varying(500) NOT NULL,
    mottagare character varying(40) NOT NULL,
    huvudman_id integer,
    organ_id integer,
    person_id integer,
    sektor character varying(60),
    ansvar_roll character varying(40),
    ansvar_organ_id integer,
    delegat_id integer,
    svar character varying(40) NOT NULL,
    form character varying(40) NOT NULL,
    senast date,
    manader integer[] NOT NULL,
    verifierare_id integer,
    senast_nytt timestamp with time zone NOT NULL,
    svar_text character varying(10000) NOT NULL,
    svar_namn character varying(120) NOT NULL,
    svar_epost character varying(254) NOT NULL,
    svar_tal numeric(16,4),
    svar_datum date,
    svar_fil_id integer,
    rapporterad timestamp with time zone,
    rapporterad_av integer,
    avsteg_orsak character varying(10000) NOT NULL,
    avsteg_stod character varying(10000) NOT NULL,
    avsteg_datum date,
    CONSTRAINT ck_atagande_en_mottagare CHECK ((num_nonnulls(huvudman_id, organ_id, person_id) = 1)),
    CONSTRAINT ck_atagande_fristform CHECK (((form)::text = ANY ((ARRAY['datum'::character varying, 'nasta_mote'::character varying, 'kvartal'::character varying, 'aterkommande'::character varying, 'tills_vidare'::character varying])::text[]))),
    CONSTRAINT ck_atagande_mottagareslag CHECK (((mottagare)::text = ANY ((ARRAY['huvudman'::character varying, 'organ'::character varying, 'person'::character varying])::text[]))),
    CONSTRAINT ck_atagande_roll CHECK (((ansvar_roll)::text = ANY ((ARRAY['ordforande'::character varying, 'vice_ordforande'::character varying, 'ledamot'::character varying, 'sekreterare'::character varying, 'sammankallande'::character varying, 'representant'::character varying, 'kontaktperson'::character varying])::text[]))),
    CONSTRAINT ck_atagande_svarslag CHECK (((svar)::text = ANY ((ARRAY['ja'::character varying, 'namn'::character varying, 'tal'::character varying, 'datum'::character varying, 'text'::character varying, 'fil'::character varying])::text[])))
);
CREATE TABLE public.avisering (
    id bigint NOT NULL,
    nyckel character varying(200) NOT NULL,
    mall character varying(60) NOT NULL,
    person_id integer NOT NULL,
    epost character varying(254) NOT NULL,
    sak_id bigint,
    skal character varying(500) NOT NULL,
    data jsonb NOT NULL,
    lage character varying(40) NOT NULL,
    skapad timestamp with time zone NOT NULL,
    forsok integer NOT NULL,
    nasta_forsok timestamp with time zone NOT NULL,
    skickad timestamp with time zone,
    fel character varying(500) NOT NULL,
    meddelande_id character varying(200) NOT NULL,
    amne character varying(500),
    text text,
    html text,
    hanterad timestamp with time zone,
    hanterad_av integer,
    CONSTRAINT ck_avisering_aviseringlage CHECK (((lage)::text = ANY ((ARRAY['vantar'::character varying, 'skickad'::character varying, 'misslyckad'::character varying, 'onodig'::character varying])::text[])))
);
CREATE SEQUENCE public.avisering_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.avisering_id_seq OWNED BY public.avisering.id;
CREATE TABLE public.avstamning (
    id integer NOT NULL,
    atagande_id bigint NOT NULL,
    period character varying(10) NOT NULL,
    foljs character varying(40) NOT NULL,
    tal numeric(16,4),
    kommentar character varying(10000) NOT NULL,
    lamnad timestamp with time zone NOT NULL,
    lamnad_av integer NOT NULL,
    CONSTRAINT ck_avstamning_foljs CHECK (((foljs)::text = ANY ((ARRAY['helt'::character varying, 'delvis'::character varying, 'inte'::character varying, 'ej_tillampligt'::character varying])::text[])))
);
CREATE SEQUENCE public.avstamning_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.avstamning_id_seq OWNED BY public.avstamning.id;
CREATE TABLE public.avtal (
    id bigint NOT NULL,
    slug character varying(60) NOT NULL,
    rubrik character varying(200) NOT NULL,
    slag character varying(40) NOT NULL,
    omrade character varying(120) NOT NULL,
    trappsteg character varying(60),
    agare_organ_id integer NOT NULL,
    giltig_till date,
    forlangning character varying(40) NOT NULL,
    forlangning_manader integer,
    uppsagning_manader integer,
    oversyn date NOT NULL,
    varnad_upphor date,
    CONSTRAINT ck_avtal_avtalslag CHECK (((slag)::text = ANY ((ARRAY['avtal'::character varying, 'overenskommelse'::character varying, 'samverkansavtal'::character varying, 'strategi'::character varying, 'riktlinje'::character varying, 'rutin'::character varying, 'praktisk_anvisning'::character varying])::text[]))),
    CONSTRAINT ck_avtal_forlangning CHECK (((forlangning)::text = ANY ((ARRAY['tills_vidare'::character varying, 'automatisk'::character varying, 'upphor'::character varying])::text[]))),
    CONSTRAINT ck_avtal_forlangning_manader CHECK (((forlangning_manader IS NOT NULL) = ((forlangning)::text = 'automatisk'::text))),
    CONSTRAINT ck_avtal_period CHECK (((forlangning_manader >= 1) AND (forlangning_manader <= 120))),
    CONSTRAINT ck_avtal_sista_dag CHECK (((giltig_till IS NULL) = ((forlangning)::text = 'tills_vidare'::text))),
    CONSTRAINT ck_avtal_uppsagningstid CHECK (((uppsagning_manader >= 1) AND (uppsagning_manader <= 60)))
);
CREATE TABLE public.avtalsbilaga (
    version_id integer NOT NULL,
    fil_id integer NOT NULL,
    rubrik character varying(200) NOT NULL
);
CREATE TABLE public.avtalspart (
    id integer NOT NULL,
    avtal_id bigint NOT NULL,
    slag character varying(40) NOT NULL,
    huvudman_id integer,
    namn character varying(120) NOT NULL,
    uppsagning_manader integer,
    uppsagd date,
    lamnar date,
    varnad date,
    CONSTRAINT ck_avtalspart_part_ar_huvudman CHECK ((((slag)::text = 'informeras'::text) OR (huvudman_id IS NOT NULL))),
    CONSTRAINT ck_avtalspart_partslag CHECK (((slag)::text = ANY ((ARRAY['part'::character varying, 'informeras'::character varying])::text[]))),
    CONSTRAINT ck_avtalspart_uppsagd CHECK (((uppsagd IS NULL) = (lamnar IS NULL))),
    CONSTRAINT ck_avtalspart_uppsagningstid CHECK (((uppsagning_manader >= 1) AND (uppsagning_manader <= 60))),
    CONSTRAINT ck_avtalspart_vem CHECK (((huvudman_id IS NULL) = ((namn)::text <> ''::text)))
);
CREATE SEQUENCE public.avtalspart_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.avtalspart_id_seq OWNED BY public.avtalspart.id;
CREATE TABLE public.avtalssamband (
    avtal_id bigint NOT NULL,
    till_id bigint NOT NULL,
    slag character varying(40) NOT NULL,
    CONSTRAINT ck_avtalssamband_avtalslank CHECK (((slag)::text = ANY ((ARRAY['bygger_pa'::character varying, 'ersatter'::character varying])::text[]))),
    CONSTRAINT ck_avtalssamband_inte_sig_sjalvt CHECK ((avtal_id <> till_id))
);
CREATE TABLE public.avtalsversion (
    id integer NOT NULL,
    avtal_id bigint NOT NULL,
    nr integer NOT NULL,
    text character varying(400000) NOT NULL,
    sha256 character varying(64) NOT NULL,
    galler_fran date NOT NULL,
    beslutad character varying(500) NOT NULL,
    andring character varying(10000) NOT NULL,
    redaktionell boolean NOT NULL,
    skapad timestamp with time zone NOT NULL,
    skapad_av integer NOT NULL
);
CREATE SEQUENCE public.avtalsversion_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.avtalsversion_id_seq OWNED BY public.avtalsversion.id;
CREATE TABLE public.begaran (
    person_id integer NOT NULL,
    rutt character varying(200) NOT NULL,
    nyckel character varying(200) NOT NULL,
    innehall_hash character varying(64) NOT NULL,
    sak_id bigint,
    tid timestamp with time zone NOT NULL
);
CREATE TABLE public.beslut (
    id integer NOT NULL,
    nr character varying(60) NOT NULL,
    beteckning character varying(60) NOT NULL,
    organ_id integer NOT NULL,
    ar integer NOT NULL,
    lopnr integer NOT NULL,
    om_id bigint NOT NULL,
    mote_id bigint NOT NULL,
    rubrik character varying(200) NOT NULL,
    utfall character varying(40) NOT NULL,
    text character varying(10000) NOT NULL,
    datum date NOT NULL,
    justerat date,
    inriktning boolean NOT NULL,
    CONSTRAINT ck_beslut_utfall CHECK (((utfall)::text = ANY ((ARRAY['bifall'::character varying, 'avslag'::character varying])::text[])))
);
CREATE SEQUENCE public.beslut_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.beslut_id_seq OWNED BY public.beslut.id;
CREATE TABLE public.beslutande (
    id integer NOT NULL,
    mote_id bigint NOT NULL,
    person_id integer NOT NULL,
    namn character varying(120) NOT NULL,
    roll character varying(40) NOT NULL,
    huvudman_id integer,
    sektor character varying(60),
    narvaro character varying(40) NOT NULL,
    CONSTRAINT ck_beslutande_narvaroslag CHECK (((narvaro)::text = ANY ((ARRAY['pa_plats'::character varying, 'digitalt'::character varying, 'franvarande'::character varying])::text[]))),
    CONSTRAINT ck_beslutande_roll CHECK (((roll)::text = ANY ((ARRAY['ordforande'::character varying, 'vice_ordforande'::character varying, 'ledamot'::character varying, 'sekreterare'::character varying, 'sammankallande'::character varying, 'representant'::character varying, 'kontaktperson'::character varying])::text[])))
);
CREATE SEQUENCE public.beslutande_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.beslutande_id_seq OWNED BY public.beslutande.id;
CREATE TABLE public.dagordningspunkt (
    id integer NOT NULL,
    mote_id bigint,
    ordning integer NOT NULL,
    slag character varying(40) NOT NULL,
    rubrik character varying(200) NOT NULL,
    om_id bigint,
    foredragande character varying(120) NOT NULL,
    sen_anmalan character varying(500) NOT NULL,
    utfall character varying(40),
    anteckning character varying(10000) NOT NULL,
    CONSTRAINT ck_dagordningspunkt_om CHECK ((((slag)::text = ANY ((ARRAY['arende'::character varying, 'revision'::character varying])::text[])) = (om_id IS NOT NULL))),
    CONSTRAINT ck_dagordningspunkt_punktslag CHECK (((slag)::text = ANY ((ARRAY['staende'::character varying, 'tidigare_beslut'::character varying, 'arende'::character varying, 'revision'::character varying])::text[]))),
    CONSTRAINT ck_dagordningspunkt_punktutfall CHECK (((utfall)::text = ANY ((ARRAY['beslutat'::character varying, 'bordlagt'::character varying, 'aterremitterat'::character varying, 'fortsatt_dialog'::character varying, 'lagt_till_handlingarna'::character varying, 'lyft'::character varying, 'utgick'::character varying, 'genomgangen'::character varying])::text[]))),
    CONSTRAINT ck_dagordningspunkt_vantar CHECK (((mote_id IS NOT NULL) OR ((slag)::text = 'staende'::text)))
);
CREATE SEQUENCE public.dagordningspunkt_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.dagordningspunkt_id_seq OWNED BY public.dagordningspunkt.id;
CREATE TABLE public.delgivning (
    id bigint NOT NULL,
    mote_id bigint NOT NULL,
    huvudman_id integer NOT NULL,
    invandning character varying(10000) NOT NULL,
    atgard character varying(10000) NOT NULL,
    svarad timestamp with time zone,
    svarad_av integer
);
CREATE TABLE public.demoklocka (
    id integer NOT NULL,
    nu timestamp with time zone NOT NULL
);
CREATE SEQUENCE public.demoklocka_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.demoklocka_id_seq OWNED BY public.demoklocka.id;
CREATE TABLE public.efterlevnadsandring (
    beslut_id integer NOT NULL,
    huvudman_id integer NOT NULL,
    dag date NOT NULL,
    ord character varying(40) NOT NULL,
    forsenat boolean NOT NULL,
    tyst boolean NOT NULL,
    CONSTRAINT ck_efterlevnadsandring_efterlevnad CHECK (((ord)::text = ANY ((ARRAY['forsenat'::character varying, 'tyst'::character varying, 'avsteg'::character varying, 'snart'::character varying, 'pagar'::character varying, 'klart'::character varying, 'ersatt'::character varying])::text[])))
);
CREATE TABLE public.engangslank (
    token_hash character varying(64) NOT NULL,
    person_id integer NOT NULL,
    giltig_till timestamp with time zone NOT NULL,
    anvand timestamp with time zone
);
CREATE TABLE public.fil (
    id integer NOT NULL,
    namn character varying(200) NOT NULL,
    mimetyp character varying(100) NOT NULL,
    storlek integer NOT NULL,
    sha256 character varying(64) NOT NULL,
    innehall bytea NOT NULL,
    uppladdad timestamp with time zone NOT NULL,
    uppladdad_av integer NOT NULL,
    CONSTRAINT ck_fil_storlek CHECK (((storlek = octet_length(innehall)) AND (storlek <= 10485760)))
);
CREATE SEQUENCE public.fil_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.fil_id_seq OWNED BY public.fil.id;
CREATE TABLE public.franvaro (
    id integer NOT NULL,
    person_id integer NOT NULL,
    from_ date NOT NULL,
    tom date NOT NULL,
    ersattare_id integer,
    CONSTRAINT ck_franvaro_ordnade_dagar CHECK ((tom >= from_))
);
CREATE SEQUENCE public.franvaro_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.franvaro_id_seq OWNED BY public.franvaro.id;
CREATE TABLE public.frist (
    id bigint NOT NULL,
    sak_id bigint NOT NULL,
    mottagare_id integer,
    drag character varying(120) NOT NULL,
    roll character varying(40),
    organ_id integer,
    huvudman_id integer,
    sektor character varying(60),
    person_id integer,
    senast date NOT NULL,
    pamin boolean NOT NULL,
    skapad timestamp with time zone NOT NULL,
    stangd timestamp with time zone,
    delfrist boolean NOT NULL,
    CONSTRAINT ck_frist_mottagarens CHECK (((mottagare_id IS NULL) OR delfrist)),
    CONSTRAINT ck_frist_roll CHECK (((roll)::text = ANY ((ARRAY['ordforande'::character varying, 'vice_ordforande'::character varying, 'ledamot'::character varying, 'sekreterare'::character varying, 'sammankallande'::character varying, 'representant'::character varying, 'kontaktperson'::character varying])::text[]))),
    CONSTRAINT ck_frist_vems_drag CHECK ((num_nonnulls(organ_id, huvudman_id, person_id) >= 1))
);
CREATE SEQUENCE public.frist_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.frist_id_seq OWNED BY public.frist.id;
CREATE TABLE public.godkannande (
    id integer NOT NULL,
    revision_id bigint NOT NULL,
    version_id integer NOT NULL,
    sha256 character varying(64) NOT NULL,
    person_id integer NOT NULL,
    for_id integer NOT NULL,
    ord character varying(40) NOT NULL,
    avsnitt character varying(200) NOT NULL,
    text character varying(10000) NOT NULL,
    onskad character varying(10000) NOT NULL,
    tid timestamp with time zone NOT NULL,
    ogiltig timestamp with time zone,
    CONSTRAINT ck_godkannande_godkannandeord CHECK (((ord)::text = ANY ((ARRAY['godkanner'::character varying, 'godkanner_med_anmarkning'::character varying, 'invander'::character varying])::text[])))
);
CREATE SEQUENCE public.godkannande_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.godkannande_id_seq OWNED BY public.godkannande.id;
CREATE TABLE public.handelse (
    id bigint NOT NULL,
    sak_id bigint NOT NULL,
    lopnr integer NOT NULL,
    steg character varying(60) NOT NULL,
    fran_lage character varying(60),
    till_lage character varying(60) NOT NULL,
    aktor_id integer,
    aktor_roll character varying(60) NOT NULL,
    for_id integer,
    tid timestamp with time zone NOT NULL,
    definitionsversion integer NOT NULL,
    begaran character varying(200),
    innehall_hash character varying(64) NOT NULL,
    foregaende character varying(64),
    hash character varying(64) NOT NULL,
    hash_version integer NOT NULL
);
CREATE SEQUENCE public.handelse_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.handelse_id_seq OWNED BY public.handelse.id;
CREATE TABLE public.handelseinnehall (
    handelse_id bigint NOT NULL,
    salt character varying(32) NOT NULL,
    innehall text,
    raderat timestamp with time zone,
    CONSTRAINT ck_handelseinnehall_raderat CHECK (((innehall IS NULL) = (raderat IS NOT NULL)))
);
CREATE TABLE public.huvudman (
    id integer NOT NULL,
    kod character varying(60) NOT NULL,
    namn character varying(120) NOT NULL,
    kortnamn character varying(120) NOT NULL,
    slag character varying(40) NOT NULL,
    ordning integer NOT NULL,
    CONSTRAINT ck_huvudman_huvudmanslag CHECK (((slag)::text = ANY ((ARRAY['kommun'::character varying, 'region'::character varying, 'kommunalforbund'::character varying])::text[])))
);
CREATE SEQUENCE public.huvudman_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.huvudman_id_seq OWNED BY public.huvudman.id;
CREATE TABLE public.inloggning (
    token_hash character varying(64) NOT NULL,
    person_id integer NOT NULL,
    skapad timestamp with time zone NOT NULL,
    giltig_till timestamp with time zone NOT NULL
);
CREATE TABLE public.kontrollhuvud (
    sak_id bigint NOT NULL,
    version integer NOT NULL,
    kontrollpunkt_id integer NOT NULL,
    hash character varying(64) NOT NULL
);
CREATE TABLE public.kontrollpunkt (
    id integer NOT NULL,
    tid timestamp with time zone NOT NULL,
    sista_handelse bigint NOT NULL,
    antal bigint NOT NULL,
    hash character varying(64) NOT NULL,
    foregaende character varying(64),
    hel_kontroll timestamp with time zone
);
CREATE SEQUENCE public.kontrollpunkt_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.kontrollpunkt_id_seq OWNED BY public.kontrollpunkt.id;
CREATE TABLE public.mote (
    id bigint NOT NULL,
    organ_id integer NOT NULL,
    datum date NOT NULL,
    tid time without time zone NOT NULL,
    slut time without time zone,
    plats character varying(200) NOT NULL,
    justerare_id integer,
    anteckningar character varying(10000) NOT NULL,
    text_sha256 character varying(64)
);
CREATE TABLE public.nummerserie (
    serie character varying(60) NOT NULL,
    prefix character varying(10) NOT NULL,
    ar integer NOT NULL,
    senaste integer NOT NULL
);
CREATE TABLE public.organ (
    id integer NOT NULL,
    kod character varying(60) NOT NULL,
    namn character varying(120) NOT NULL,
    kortnamn character varying(120) NOT NULL,
    slag character varying(40) NOT NULL,
    prefix character varying(10),
    beslutande boolean NOT NULL,
    mandat character varying(500) NOT NULL,
    ordning integer NOT NULL,
    CONSTRAINT ck_organ_organslag CHECK (((slag)::text = ANY ((ARRAY['ledningsgrupp'::character varying, 'au'::character varying, 'natverk'::character varying, 'processgrupp'::character varying, 'arbetsgrupp'::character varying, 'forum'::character varying, 'gemensam_verksamhet'::character varying])::text[])))
);
CREATE SEQUENCE public.organ_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.organ_id_seq OWNED BY public.organ.id;
CREATE TABLE public.organisationshandelse (
    id integer NOT NULL,
    tid timestamp with time zone NOT NULL,
    aktor_id integer,
    person_id integer,
    vad character varying(60) NOT NULL,
    uppgifter jsonb NOT NULL
);
CREATE SEQUENCE public.organisationshandelse_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.organisationshandelse_id_seq OWNED BY public.organisationshandelse.id;
CREATE TABLE public.paminnad (
    frist_id bigint NOT NULL,
    steg integer NOT NULL,
    person_id integer NOT NULL,
    utfall character varying(40) NOT NULL,
    tid timestamp with time zone NOT NULL,
    avisering_id bigint NOT NULL,
    CONSTRAINT ck_paminnad_paminnelseutfall CHECK (((utfall)::text = ANY ((ARRAY['skickad'::character varying, 'overhoppad'::character varying])::text[])))
);
CREATE TABLE public.partsbeslut (
    id integer NOT NULL,
    revision_id bigint NOT NULL,
    version_id integer NOT NULL,
    huvudman_id integer NOT NULL,
    instans character varying(120) NOT NULL,
    datum date NOT NULL,
    paragraf character varying(60) NOT NULL,
    utfall character varying(40) NOT NULL,
    villkor character varying(10000) NOT NULL,
    fil_id integer,
    skrivet timestamp with time zone NOT NULL,
    skrivet_av integer NOT NULL,
    CONSTRAINT ck_partsbeslut_partsutfall CHECK (((utfall)::text = ANY ((ARRAY['ja'::character varying, 'villkor'::character varying, 'nej'::character varying])::text[]))),
    CONSTRAINT ck_partsbeslut_villkor CHECK ((((utfall)::text = 'villkor'::text) = ((villkor)::text <> ''::text)))
);
CREATE SEQUENCE public.partsbeslut_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.partsbeslut_id_seq OWNED BY public.partsbeslut.id;
CREATE TABLE public.person (
    id integer NOT NULL,
    epost character varying(254) NOT NULL,
    namn character varying(120) NOT NULL,
    aktiv boolean NOT NULL,
    brevdag smallint NOT NULL,
    brevtimme smallint NOT NULL,
    sammandrag date,
    CONSTRAINT ck_person_brevdag CHECK (((brevdag >= 1) AND (brevdag <= 5))),
    CONSTRAINT ck_person_brevtimme CHECK (((brevtimme >= 6) AND (brevtimme <= 18))),
    CONSTRAINT ck_person_epost CHECK ((((epost)::text = lower((epost)::text)) AND (POSITION(('@'::text) IN (epost)) > 1)))
);
CREATE SEQUENCE public.person_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.person_id_seq OWNED BY public.person.id;
CREATE TABLE public.remiss (
    id bigint NOT NULL,
    om_id bigint NOT NULL,
    slag character varying(40) NOT NULL,
    rubrik character varying(200) NOT NULL,
    fraga character varying(10000) NOT NULL,
    underlag character varying(400000) NOT NULL,
    underlag_sha256 character varying(64) NOT NULL,
    sista_dag date NOT NULL,
    version_id integer,
    CONSTRAINT ck_remiss_remissslag CHECK (((slag)::text = ANY ((ARRAY['tjansteman'::character varying, 'politisk'::character varying])::text[])))
);
CREATE TABLE public.remissmottagare (
    id integer NOT NULL,
    remiss_id bigint NOT NULL,
    mottagare character varying(40) NOT NULL,
    huvudman_id integer,
    organ_id integer,
    person_id integer,
    ansvar_roll character varying(40),
    ansvar_organ_id integer,
    sektor character varying(60),
    sista_dag date NOT NULL,
    CONSTRAINT ck_remissmottagare_en_mottagare CHECK ((num_nonnulls(huvudman_id, organ_id, person_id) = 1)),
    CONSTRAINT ck_remissmottagare_mottagareslag CHECK (((mottagare)::text = ANY ((ARRAY['huvudman'::character varying, 'organ'::character varying, 'person'::character varying])::text[]))),
    CONSTRAINT ck_remissmottagare_roll CHECK (((ansvar_roll)::text = ANY ((ARRAY['ordforande'::character varying, 'vice_ordforande'::character varying, 'ledamot'::character varying, 'sekreterare'::character varying, 'sammankallande'::character varying, 'representant'::character varying, 'kontaktperson'::character varying])::text[])))
);
CREATE SEQUENCE public.remissmottagare_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.remissmottagare_id_seq OWNED BY public.remissmottagare.id;
CREATE TABLE public.remissutkast (
    mottagare_id integer NOT NULL,
    data jsonb NOT NULL,
    upplaga integer NOT NULL,
    skrivet timestamp with time zone NOT NULL,
    skrivet_av integer NOT NULL
);
CREATE TABLE public.remissvar (
    id integer NOT NULL,
    mottagare_id integer NOT NULL,
    stallningstagande character varying(40) NOT NULL,
    motivering character varying(10000) NOT NULL,
    lamnat timestamp with time zone NOT NULL,
    lamnat_av integer NOT NULL,
    kanal character varying(40) NOT NULL,
    underlag_sha256 character varying(64) NOT NULL,
    fil_id integer,
    ersatte_av integer,
    ersatte_lamnat timestamp with time zone,
    CONSTRAINT ck_remissvar_ersatte CHECK (((ersatte_av IS NULL) = (ersatte_lamnat IS NULL))),
    CONSTRAINT ck_remissvar_kanal CHECK (((kanal)::text = ANY ((ARRAY['sjalv'::character varying, 'telefon'::character varying, 'papper'::character varying])::text[]))),
    CONSTRAINT ck_remissvar_stallningstagande CHECK (((stallningstagande)::text = ANY ((ARRAY['tillstyrker'::character varying, 'tillstyrker_med_synpunkter'::character varying, 'avstyrker'::character varying, 'avstar'::character varying, 'ingen_erinran'::character varying])::text[])))
);
CREATE SEQUENCE public.remissvar_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.remissvar_id_seq OWNED BY public.remissvar.id;
CREATE TABLE public.revision (
    id bigint NOT NULL,
    avtal_id bigint NOT NULL,
    nr character varying(60) NOT NULL,
    beteckning character varying(60) NOT NULL,
    rubrik character varying(200) NOT NULL,
    orsak character varying(10000) NOT NULL,
    initierad_av integer,
    initierad_av_organ_id integer,
    prioritet integer,
    prioritet_skal character varying(500) NOT NULL,
    grupp_organ_id integer,
    mandat character varying(10000) NOT NULL,
    mandat_till date,
    siktar_pa date,
    extern boolean NOT NULL,
    motpart character varying(120) NOT NULL,
    foredragande character varying(120) NOT NULL,
    mote_id bigint,
    bordlaggningar integer NOT NULL,
    utkast character varying(400000) NOT NULL,
    utkast_sha256 character varying(64) NOT NULL,
    utkast_upplaga integer NOT NULL,
    ataganden jsonb NOT NULL,
    ikraft date,
    ny_oversyn date,
    CONSTRAINT ck_revision_prioritet CHECK (((prioritet >= 1) AND (prioritet <= 3))),
    CONSTRAINT ck_revision_prioritet_skal CHECK (((prioritet IS NULL) = ((prioritet_skal)::text = ''::text)))
);
CREATE TABLE public.revisionspart (
    revision_id bigint NOT NULL,
    huvudman_id integer NOT NULL,
    beslutar boolean NOT NULL,
    instans character varying(120) NOT NULL,
    planerat date,
    slappt boolean NOT NULL
);
CREATE TABLE public.revisionsversion (
    id integer NOT NULL,
    revision_id bigint NOT NULL,
    nr integer NOT NULL,
    text character varying(400000) NOT NULL,
    sha256 character varying(64) NOT NULL,
    sammanfattning character varying(10000) NOT NULL,
    konsekvenser jsonb NOT NULL,
    invanare character varying(10000) NOT NULL,
    andring character varying(40) NOT NULL,
    skapad timestamp with time zone NOT NULL,
    skapad_av integer NOT NULL,
    CONSTRAINT ck_revisionsversion_andringsgrad CHECK (((andring)::text = ANY ((ARRAY['redaktionell'::character varying, 'fortydligande'::character varying, 'saklig'::character varying, 'ekonomisk'::character varying])::text[])))
);
CREATE SEQUENCE public.revisionsversion_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.revisionsversion_id_seq OWNED BY public.revisionsversion.id;
CREATE TABLE public.sak (
    id bigint NOT NULL,
    slag character varying(40) NOT NULL,
    lage character varying(60) NOT NULL,
    version integer NOT NULL,
    definitionsversion integer NOT NULL,
    foralder_id bigint,
    skapad timestamp with time zone NOT NULL,
    lage_sedan timestamp with time zone NOT NULL,
    kedja character varying(64),
    CONSTRAINT ck_sak_lage CHECK (((((slag)::text = 'arende'::text) AND ((lage)::text = ANY ((ARRAY['utkast'::character varying, 'inkommet'::character varying, 'under_beredning'::character varying, 'kompletteras'::character varying, 'pa_remiss'::character varying, 'sammanstalls'::character varying, 'berett'::character varying, 'pa_dagordning'::character varying, 'i_dialog'::character varying, 'lyft'::character varying, 'implementeras'::character varying, 'avslutat'::character varying, 'avvisat'::character varying, 'aterkallat'::character varying])::text[]))) OR (((slag)::text = 'mote'::text) AND ((lage)::text = ANY ((ARRAY['planerat'::character varying, 'kallat'::character varying, 'oppnat'::character varying, 'anteckningar_skrivs'::character varying, 'justeras'::character varying, 'fardigstallt'::character varying, 'publicerat'::character varying, 'installt'::character varying])::text[]))) OR (((slag)::text = 'remiss'::text) AND ((lage)::text = ANY ((ARRAY['utkast'::character varying, 'oppen'::character varying, 'stangd'::character varying, 'aterkopplad'::character varying, 'avbruten'::character varying])::text[]))) OR (((slag)::text = 'atagande'::text) AND ((lage)::text = ANY ((ARRAY['tilldelat'::character varying, 'kvitterat'::character varying, 'pagar'::character varying, 'rapporterat'::character varying, 'verifierat'::character varying, 'avsteg_anmalt'::character varying, 'avsteg'::character varying, 'ersatt'::character varying])::text[]))) OR (((slag)::text = 'delgivning'::text) AND ((lage)::text = ANY ((ARRAY['vantar'::character varying, 'bekraftad'::character varying, 'invand'::character varying, 'besvarad'::character varying])::text[]))) OR (((slag)::text = 'avtal'::text) AND ((lage)::text = ANY ((ARRAY['planerat'::character varying, 'i_kraft'::character varying, 'upphort'::character varying])::text[]))) OR (((slag)::text = 'revision'::text) AND ((lage)::text = ANY ((ARRAY['initierad'::character varying, 'prioriterad'::character varying, 'utarbetas'::character varying, 'hos_au'::character varying, 'pa_remiss'::character varying, 'sammanstalls'::character varying, 'slutligt'::character varying, 'pa_dagordning'::character varying, 'hos_parterna'::character varying, 'signeras'::character varying, 'vantar_ikraft'::character varying, 'implementeras'::character varying, 'genomford'::character varying, 'avstadd'::character varying, 'avbruten'::character varying])::text[]))))),
    CONSTRAINT ck_sak_slag CHECK (((slag)::text = ANY ((ARRAY['arende'::character varying, 'mote'::character varying, 'remiss'::character varying, 'atagande'::character varying, 'avtal'::character varying, 'revision'::character varying, 'delgivning'::character varying])::text[])))
);
ALTER TABLE public.sak ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.sak_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.signatur (
    id integer NOT NULL,
    revision_id bigint NOT NULL,
    version_id integer NOT NULL,
    sha256 character varying(64) NOT NULL,
    huvudman_id integer NOT NULL,
    namn character varying(120) NOT NULL,
    befattning character varying(120) NOT NULL,
    behorighet character varying(500) NOT NULL,
    behorighet_datum date NOT NULL,
    satt character varying(40) NOT NULL,
    person_id integer,
    intygad_av integer,
    fil_id integer,
    tid timestamp with time zone NOT NULL,
    CONSTRAINT ck_signatur_papper CHECK ((((satt)::text = 'pa_papper'::text) = ((fil_id IS NOT NULL) AND (intygad_av IS NOT NULL)))),
    CONSTRAINT ck_signatur_signatursatt CHECK (((satt)::text = ANY ((ARRAY['i_samflode'::character varying, 'pa_papper'::character varying])::text[])))
);
CREATE SEQUENCE public.signatur_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.signatur_id_seq OWNED BY public.signatur.id;
CREATE TABLE public.svepkorning (
    id bigint NOT NULL,
    svep character varying(60) NOT NULL,
    startad timestamp with time zone NOT NULL,
    klar timestamp with time zone,
    av_schema boolean NOT NULL,
    ok boolean NOT NULL,
    mening text DEFAULT ''::text NOT NULL
);
CREATE SEQUENCE public.svepkorning_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.svepkorning_id_seq OWNED BY public.svepkorning.id;
CREATE TABLE public.synpunkt (
    id integer NOT NULL,
    remissvar_id integer NOT NULL,
    ordning integer NOT NULL,
    text character varying(10000) NOT NULL,
    svar character varying(40),
    motivering character varying(10000) NOT NULL,
    avsnitt character varying(200) NOT NULL,
    onskad character varying(10000) NOT NULL,
    CONSTRAINT ck_synpunkt_synpunktsvar CHECK (((svar)::text = ANY ((ARRAY['tillgodoses'::character varying, 'delvis'::character varying, 'tillgodoses_inte'::character varying, 'noteras'::character varying])::text[])))
);
CREATE SEQUENCE public.synpunkt_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.synpunkt_id_seq OWNED BY public.synpunkt.id;
CREATE TABLE public.tidigare_beslut (
    arende_id bigint NOT NULL,
    beslut_id integer NOT NULL
);
CREATE TABLE public.uppdrag (
    id integer NOT NULL,
    person_id integer NOT NULL,
    organ_id integer NOT NULL,
    roll character varying(40) NOT NULL,
    huvudman_id integer,
    sektor character varying(60),
    from_ date NOT NULL,
    tom date,
    ersattare_id integer,
    CONSTRAINT ck_uppdrag_ordnade_dagar CHECK (((tom IS NULL) OR (tom >= from_))),
    CONSTRAINT ck_uppdrag_roll CHECK (((roll)::text = ANY ((ARRAY['ordforande'::character varying, 'vice_ordforande'::character varying, 'ledamot'::character varying, 'sekreterare'::character varying, 'sammankallande'::character varying, 'representant'::character varying, 'kontaktperson'::character varying])::text[])))
);
CREATE SEQUENCE public.uppdrag_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.uppdrag_id_seq OWNED BY public.uppdrag.id;
ALTER TABLE ONLY public.avisering ALTER COLUMN id SET DEFAULT nextval('public.avisering_id_seq'::regclass);
ALTER TABLE ONLY public.avstamning ALTER COLUMN id SET DEFAULT nextval('public.avstamning_id_seq'::regclass);
ALTER TABLE ONLY public.avtalspart ALTER COLUMN id SET DEFAULT nextval('public.avtalspart_id_seq'::regclass);
ALTER TABLE ONLY public.avtalsversion ALTER COLUMN id SET DEFAULT nextval('public.avtalsversion_id_seq'::regclass);
ALTER TABLE ONLY public.beslut ALTER COLUMN id SET DEFAULT nextval('public.beslut_id_seq'::regclass);
ALTER TABLE ONLY public.beslutande ALTER COLUMN id SET DEFAULT nextval('public.beslutande_id_seq'::regclass);
ALTER TABLE ONLY public.dagordningspunkt ALTER COLUMN id SET DEFAULT nextval('public.dagordningspunkt_id_seq'::regclass);
ALTER TABLE ONLY public.demoklocka ALTER COLUMN id SET DEFAULT nextval('public.demoklocka_id_seq'::regclass);
ALTER TABLE ONLY public.fil ALTER COLUMN id SET DEFAULT nextval('public.fil_id_seq'::regclass);
ALTER TABLE ONLY public.franvaro ALTER COLUMN id SET DEFAULT nextval('public.franvaro_id_seq'::regclass);
ALTER TABLE ONLY public.frist ALTER COLUMN id SET DEFAULT nextval('public.frist_id_seq'::regclass);
ALTER TABLE ONLY public.godkannande ALTER COLUMN id SET DEFAULT nextval('public.godkannande_id_seq'::regclass);
ALTER TABLE ONLY public.handelse ALTER COLUMN id SET DEFAULT nextval('public.handelse_id_seq'::regclass);
ALTER TABLE ONLY public.huvudman ALTER COLUMN id SET DEFAULT nextval('public.huvudman_id_seq'::regclass);
ALTER TABLE ONLY public.kontrollpunkt ALTER COLUMN id SET DEFAULT nextval('public.kontrollpunkt_id_seq'::regclass);
ALTER TABLE ONLY public.organ ALTER COLUMN id SET DEFAULT nextval('public.organ_id_seq'::regclass);
ALTER TABLE ONLY public.organisationshandelse ALTER COLUMN id SET DEFAULT nextval('public.organisationshandelse_id_seq'::regclass);
ALTER TABLE ONLY public.partsbeslut ALTER COLUMN id SET DEFAULT nextval('public.partsbeslut_id_seq'::regclass);
ALTER TABLE ONLY public.person ALTER COLUMN id SET DEFAULT nextval('public.person_id_seq'::regclass);
ALTER TABLE ONLY public.remissmottagare ALTER COLUMN id SET DEFAULT nextval('public.remissmottagare_id_seq'::regclass);
ALTER TABLE ONLY public.remissvar ALTER COLUMN id SET DEFAULT nextval('public.remissvar_id_seq'::regclass);
ALTER TABLE ONLY public.revisionsversion ALTER COLUMN id SET DEFAULT nextval('public.revisionsversion_id_seq'::regclass);
ALTER TABLE ONLY public.signatur ALTER COLUMN id SET DEFAULT nextval('public.signatur_id_seq'::regclass);
ALTER TABLE ONLY public.svepkorning ALTER COLUMN id SET DEFAULT nextval('public.svepkorning_id_seq'::regclass);
ALTER TABLE ONLY public.synpunkt ALTER COLUMN id SET DEFAULT nextval('public.synpunkt_id_seq'::regclass);
ALTER TABLE ONLY public.uppdrag ALTER COLUMN id SET DEFAULT nextval('public.uppdrag_id_seq'::regclass);
INSERT INTO public.alembic_version VALUES ('57eb49643b61');
SELECT pg_catalog.setval('public.avisering_id_seq', 1, false);
SELECT pg_catalog.setval('public.avstamning_id_seq', 1, false);
SELECT pg_catalog.setval('public.avtalspart_id_seq', 1, false);
SELECT pg_catalog.setval('public.avtalsversion_id_seq', 1, false);
SELECT pg_catalog.setval('public.beslut_id_seq', 1, false);
SELECT pg_catalog.setval('public.beslutande_id_seq', 1, false);
SELECT pg_catalog.setval('public.dagordningspunkt_id_seq', 1, false);
SELECT pg_catalog.setval('public.demoklocka_id_seq', 1, false);
SELECT pg_catalog.setval('public.fil_id_seq', 1, false);
SELECT pg_catalog.setval('public.franvaro_id_seq', 1, false);
SELECT pg_catalog.setval('public.frist_id_seq', 1, false);
SELECT pg_catalog.setval('public.godkannande_id_seq', 1, false);
SELECT pg_catalog.setval('public.handelse_id_seq', 1, false);
SELECT pg_catalog.setval('public.huvudman_id_seq', 1, false);
SELECT pg_catalog.setval('public.kontrollpunkt_id_seq', 1, false);
SELECT pg_catalog.setval('public.organ_id_seq', 1, false);
SELECT pg_catalog.setval('public.organisationshandelse_id_seq', 1, false);
SELECT pg_catalog.setval('public.partsbeslut_id_seq', 1, false);
SELECT pg_catalog.setval('public.person_id_seq', 1, false);
SELECT pg_catalog.setval('public.remissmottagare_id_seq', 1, false);
SELECT pg_catalog.setval('public.remissvar_id_seq', 1, false);
SELECT pg_catalog.setval('public.revisionsversion_id_seq', 1, false);
SELECT pg_catalog.setval('public.sak_id_seq', 1, false);
SELECT pg_catalog.setval('public.signatur_id_seq', 1, false);
SELECT pg_catalog.setval('public.svepkorning_id_seq', 1, false);
SELECT pg_catalog.setval('public.synpunkt_id_seq', 1, false);
SELECT pg_catalog.setval('public.uppdrag_id_seq', 1, false);
ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.apitoken
    ADD CONSTRAINT pk_apitoken PRIMARY KEY (token_hash);
ALTER TABLE ONLY public.arende
    ADD CONSTRAINT pk_arende PRIMARY KEY (id);
ALTER TABLE ONLY public.atagande
    ADD CONSTRAINT pk_atagande PRIMARY KEY (id);
ALTER TABLE ONLY public.avisering
    ADD CONSTRAINT pk_avisering PRIMARY KEY (id);
ALTER TABLE ONLY public.avstamning
    ADD CONSTRAINT pk_avstamning PRIMARY KEY (id);
ALTER TABLE ONLY public.avtal
    ADD CONSTRAINT pk_avtal PRIMARY KEY (id);
ALTER TABLE ONLY public.avtalsbilaga
    ADD CONSTRAINT pk_avtalsbilaga PRIMARY KEY (version_id, fil_id);
ALTER TABLE ONLY public.avtalspart
    ADD CONSTRAINT pk_avtalspart PRIMARY KEY (id);
ALTER TABLE ONLY public.avtalssamband
    ADD CONSTRAINT pk_avtalssamband PRIMARY KEY (avtal_id, till_id);
ALTER TABLE ONLY public.avtalsversion
    ADD CONSTRAINT pk_avtalsversion PRIMARY KEY (id);
ALTER TABLE ONLY public.begaran
    ADD CONSTRAINT pk_begaran PRIMARY KEY (person_id, rutt, nyckel);
ALTER TABLE ONLY public.beslut
    ADD CONSTRAINT pk_beslut PRIMARY KEY (id);
ALTER TABLE ONLY public.beslutande
    ADD CONSTRAINT pk_beslutande PRIMARY KEY (id);
ALTER TABLE ONLY public.dagordningspunkt
    ADD CONSTRAINT pk_dagordningspunkt PRIMARY KEY (id);
ALTER TABLE ONLY public.delgivning
    ADD CONSTRAINT pk_delgivning PRIMARY KEY (id);
ALTER TABLE ONLY public.demoklocka
    ADD CONSTRAINT pk_demoklocka PRIMARY KEY (id);
ALTER TABLE ONLY public.efterlevnadsandring
    ADD CONSTRAINT pk_efterlevnadsandring PRIMARY KEY (beslut_id, huvudman_id, dag);
ALTER TABLE ONLY public.engangslank
    ADD CONSTRAINT pk_engangslank PRIMARY KEY (token_hash);
ALTER TABLE ONLY public.fil
    ADD CONSTRAINT pk_fil PRIMARY KEY (id);
ALTER TABLE ONLY public.franvaro
    ADD CONSTRAINT pk_franvaro PRIMARY KEY (id);
ALTER TABLE ONLY public.frist
    ADD CONSTRAINT pk_frist PRIMARY KEY (id);
ALTER TABLE ONLY public.godkannande
    ADD CONSTRAINT pk_godkannande PRIMARY KEY (id);
ALTER TABLE ONLY public.handelse
    ADD CONSTRAINT pk_handelse PRIMARY KEY (id);
ALTER TABLE ONLY public.handelseinnehall
    ADD CONSTRAINT pk_handelseinnehall PRIMARY KEY (handelse_id);
ALTER TABLE ONLY public.huvudman
    ADD CONSTRAINT pk_huvudman PRIMARY KEY (id);
ALTER TABLE ONLY public.inloggning
    ADD CONSTRAINT pk_inloggning PRIMARY KEY (token_hash);
ALTER TABLE ONLY public.kontrollhuvud
    ADD CONSTRAINT pk_kontrollhuvud PRIMARY KEY (sak_id, version);
ALTER TABLE ONLY public.kontrollpunkt
    ADD CONSTRAINT pk_kontrollpunkt PRIMARY KEY (id);
ALTER TABLE ONLY public.mote
    ADD CONSTRAINT pk_mote PRIMARY KEY (id);
ALTER TABLE ONLY public.nummerserie
    ADD CONSTRAINT pk_nummerserie PRIMARY KEY (serie, prefix, ar);
ALTER TABLE ONLY public.organ
    ADD CONSTRAINT pk_organ PRIMARY KEY (id);
ALTER TABLE ONLY public.organisationshandelse
    ADD CONSTRAINT pk_organisationshandelse PRIMARY KEY (id);
ALTER TABLE ONLY public.paminnad
    ADD CONSTRAINT pk_paminnad PRIMARY KEY (frist_id, steg, person_id);
ALTER TABLE ONLY public.partsbeslut
    ADD CONSTRAINT pk_partsbeslut PRIMARY KEY (id);
ALTER TABLE ONLY public.person
    ADD CONSTRAINT pk_person PRIMARY KEY (id);
ALTER TABLE ONLY public.remiss
    ADD CONSTRAINT pk_remiss PRIMARY KEY (id);
ALTER TABLE ONLY public.remissmottagare
    ADD CONSTRAINT pk_remissmottagare PRIMARY KEY (id);
ALTER TABLE ONLY public.remissutkast
    ADD CONSTRAINT pk_remissutkast PRIMARY KEY (mottagare_id);
ALTER TABLE ONLY public.remissvar
    ADD CONSTRAINT pk_remissvar PRIMARY KEY (id);
ALTER TABLE ONLY public.revision
    ADD CONSTRAINT pk_revision PRIMARY KEY (id);
ALTER TABLE ONLY public.revisionspart
    ADD CONSTRAINT pk_revisionspart PRIMARY KEY (revision_id, huvudman_id);
ALTER TABLE ONLY public.revisionsversion
    ADD CONSTRAINT pk_revisionsversion PRIMARY KEY (id);
ALTER TABLE ONLY public.sak
    ADD CONSTRAINT pk_sak PRIMARY KEY (id);
ALTER TABLE ONLY public.signatur
    ADD CONSTRAINT pk_signatur PRIMARY KEY (id);
ALTER TABLE ONLY public.svepkorning
    ADD CONSTRAINT pk_svepkorning PRIMARY KEY (id);
ALTER TABLE ONLY public.synpunkt
    ADD CONSTRAINT pk_synpunkt PRIMARY KEY (id);
ALTER TABLE ONLY public.tidigare_beslut
    ADD CONSTRAINT pk_tidigare_beslut PRIMARY KEY (arende_id, beslut_id);
ALTER TABLE ONLY public.uppdrag
    ADD CONSTRAINT pk_uppdrag PRIMARY KEY (id);
ALTER TABLE ONLY public.arende
    ADD CONSTRAINT uq_arende_beteckning UNIQUE (beteckning);
ALTER TABLE ONLY public.arende
    ADD CONSTRAINT uq_arende_nr UNIQUE (nr);
ALTER TABLE ONLY public.avisering
    ADD CONSTRAINT uq_avisering_meddelande_id UNIQUE (meddelande_id);
ALTER TABLE ONLY public.avisering
    ADD CONSTRAINT uq_avisering_nyckel UNIQUE (nyckel);
ALTER TABLE ONLY public.avstamning
    ADD CONSTRAINT uq_avstamning_atagande_id_period UNIQUE (atagande_id, period);
ALTER TABLE ONLY public.avtal
    ADD CONSTRAINT uq_avtal_slug UNIQUE (slug);
ALTER TABLE ONLY public.avtalsversion
    ADD CONSTRAINT uq_avtalsversion_avtal_id_nr UNIQUE (avtal_id, nr);
ALTER TABLE ONLY public.beslut
    ADD CONSTRAINT uq_beslut_beteckning UNIQUE (beteckning);
ALTER TABLE ONLY public.beslut
    ADD CONSTRAINT uq_beslut_nr UNIQUE (nr);
ALTER TABLE ONLY public.beslut
    ADD CONSTRAINT uq_beslut_organ_id_ar_lopnr UNIQUE (organ_id, ar, lopnr);
ALTER TABLE ONLY public.delgivning
    ADD CONSTRAINT uq_delgivning_mote_id_huvudman_id UNIQUE (mote_id, huvudman_id);
ALTER TABLE ONLY public.handelse
    ADD CONSTRAINT uq_handelse_hash UNIQUE (hash);
ALTER TABLE ONLY public.huvudman
    ADD CONSTRAINT uq_huvudman_kod UNIQUE (kod);
ALTER TABLE ONLY public.mote
    ADD CONSTRAINT uq_mote_organ_id_datum_tid UNIQUE (organ_id, datum, tid);
ALTER TABLE ONLY public.organ
    ADD CONSTRAINT uq_organ_kod UNIQUE (kod);
ALTER TABLE ONLY public.organ
    ADD CONSTRAINT uq_organ_prefix UNIQUE (prefix);
ALTER TABLE ONLY public.partsbeslut
    ADD CONSTRAINT uq_partsbeslut_version_id_huvudman_id UNIQUE (version_id, huvudman_id);
ALTER TABLE ONLY public.person
    ADD CONSTRAINT uq_person_epost UNIQUE (epost);
ALTER TABLE ONLY public.remissvar
    ADD CONSTRAINT uq_remissvar_mottagare_id UNIQUE (mottagare_id);
ALTER TABLE ONLY public.revision
    ADD CONSTRAINT uq_revision_beteckning UNIQUE (beteckning);
ALTER TABLE ONLY public.revision
    ADD CONSTRAINT uq_revision_nr UNIQUE (nr);
ALTER TABLE ONLY public.revisionsversion
    ADD CONSTRAINT uq_revisionsversion_revision_id_nr UNIQUE (revision_id, nr);
ALTER TABLE ONLY public.signatur
    ADD CONSTRAINT uq_signatur_version_id_huvudman_id UNIQUE (version_id, huvudman_id);
ALTER TABLE ONLY public.synpunkt
    ADD CONSTRAINT uq_synpunkt_remissvar_id_ordning UNIQUE (remissvar_id, ordning);
CREATE INDEX ix_apitoken_person_id ON public.apitoken USING btree (person_id);
CREATE INDEX ix_arende_mote_id ON public.arende USING btree (mote_id);
CREATE INDEX ix_arende_skapad_av ON public.arende USING btree (skapad_av);
CREATE INDEX ix_arende_sokord ON public.arende USING gin (sokord);
CREATE INDEX ix_atagande_beslut_id ON public.atagande USING btree (beslut_id);
CREATE INDEX ix_atagande_huvudman_id ON public.atagande USING btree (huvudman_id);
CREATE INDEX ix_avisering_ej_framme ON public.avisering USING btree (id) WHERE (((lage)::text = 'misslyckad'::text) AND (hanterad IS NULL));
CREATE INDEX ix_avisering_kvar ON public.avisering USING btree (nasta_forsok) WHERE ((lage)::text = 'vantar'::text);
CREATE INDEX ix_avisering_person_id_skapad ON public.avisering USING btree (person_id, skapad);
CREATE INDEX ix_avisering_sak_id ON public.avisering USING btree (sak_id);
CREATE INDEX ix_avstamning_atagande_id ON public.avstamning USING btree (atagande_id);
CREATE INDEX ix_avtal_agare_organ_id ON public.avtal USING btree (agare_organ_id);
CREATE INDEX ix_avtalspart_avtal_id ON public.avtalspart USING btree (avtal_id);
CREATE INDEX ix_avtalspart_huvudman_id ON public.avtalspart USING btree (huvudman_id);
CREATE INDEX ix_avtalssamband_till_id ON public.avtalssamband USING btree (till_id);
CREATE INDEX ix_beslut_datum ON public.beslut USING btree (datum);
CREATE INDEX ix_beslut_mote_id ON public.beslut USING btree (mote_id);
CREATE INDEX ix_beslut_om_id ON public.beslut USING btree (om_id);
CREATE INDEX ix_beslutande_mote_id ON public.beslutande USING btree (mote_id);
CREATE INDEX ix_dagordningspunkt_mote_id ON public.dagordningspunkt USING btree (mote_id);
CREATE INDEX ix_dagordningspunkt_om_id ON public.dagordningspunkt USING btree (om_id);
CREATE INDEX ix_franvaro_person_id ON public.franvaro USING btree (person_id);
CREATE INDEX ix_frist_senast_oppen ON public.frist USING btree (senast) WHERE (stangd IS NULL);
CREATE INDEX ix_godkannande_revision_id ON public.godkannande USING btree (revision_id);
CREATE INDEX ix_inloggning_person_id ON public.inloggning USING btree (person_id);
CREATE INDEX ix_kontrollhuvud_kontrollpunkt_id ON public.kontrollhuvud USING btree (kontrollpunkt_id);
CREATE INDEX ix_mote_datum ON public.mote USING btree (datum);
CREATE INDEX ix_mote_organ_id ON public.mote USING btree (organ_id);
CREATE INDEX ix_organisationshandelse_person_id ON public.organisationshandelse USING btree (person_id);
CREATE INDEX ix_paminnad_avisering_id ON public.paminnad USING btree (avisering_id);
CREATE INDEX ix_partsbeslut_revision_id ON public.partsbeslut USING btree (revision_id);
CREATE INDEX ix_remiss_om_id ON public.remiss USING btree (om_id);
CREATE INDEX ix_remissmottagare_remiss_id ON public.remissmottagare USING btree (remiss_id);
CREATE INDEX ix_remissvar_fil_id ON public.remissvar USING btree (fil_id);
CREATE INDEX ix_revision_avtal_id ON public.revision USING btree (avtal_id);
CREATE INDEX ix_revision_grupp_organ_id ON public.revision USING btree (grupp_organ_id);
CREATE INDEX ix_revision_mote_id ON public.revision USING btree (mote_id);
CREATE INDEX ix_revisionspart_huvudman_id ON public.revisionspart USING btree (huvudman_id);
CREATE INDEX ix_sak_foralder_id ON public.sak USING btree (foralder_id);
CREATE INDEX ix_sak_slag_lage ON public.sak USING btree (slag, lage);
CREATE INDEX ix_signatur_revision_id ON public.signatur USING btree (revision_id);
CREATE INDEX ix_svepkorning_svep_startad ON public.svepkorning USING btree (svep, startad DESC);
CREATE INDEX ix_synpunkt_remissvar_id ON public.synpunkt USING btree (remissvar_id);
CREATE INDEX ix_tidigare_beslut_beslut_id ON public.tidigare_beslut USING btree (beslut_id);
CREATE INDEX ix_uppdrag_organ_id ON public.uppdrag USING btree (organ_id);
CREATE INDEX ix_uppdrag_person_id ON public.uppdrag USING btree (person_id);
CREATE UNIQUE INDEX uq_atagande_mottagare ON public.atagande USING btree (beslut_id, uppgift, huvudman_id, organ_id, person_id, sektor) NULLS NOT DISTINCT;
CREATE UNIQUE INDEX uq_avtalspart_vem ON public.avtalspart USING btree (avtal_id, huvudman_id, namn) NULLS NOT DISTINCT;
CREATE UNIQUE INDEX uq_beslutande_person ON public.beslutande USING btree (mote_id, person_id, COALESCE(huvudman_id, 0));
CREATE UNIQUE INDEX uq_dagordningspunkt_om ON public.dagordningspunkt USING btree (mote_id, om_id);
CREATE UNIQUE INDEX uq_delfrist_oppen ON public.frist USING btree (sak_id, COALESCE(mottagare_id, 0), COALESCE(huvudman_id, 0), COALESCE(person_id, 0)) WHERE ((stangd IS NULL) AND delfrist);
CREATE UNIQUE INDEX uq_frist_oppen ON public.frist USING btree (sak_id) WHERE ((stangd IS NULL) AND (NOT delfrist));
CREATE UNIQUE INDEX uq_godkannande_person ON public.godkannande USING btree (version_id, for_id) WHERE (ogiltig IS NULL);
CREATE UNIQUE INDEX uq_handelse_sak_id_lopnr ON public.handelse USING btree (sak_id, lopnr);
CREATE UNIQUE INDEX uq_remissmottagare_vem ON public.remissmottagare USING btree (remiss_id, huvudman_id, organ_id, person_id) NULLS NOT DISTINCT;
CREATE UNIQUE INDEX uq_uppdrag_samma ON public.uppdrag USING btree (person_id, organ_id, roll, COALESCE(huvudman_id, 0), COALESCE(sektor, ''::character varying), from_);
CREATE TRIGGER bara_radering BEFORE UPDATE ON public.handelseinnehall FOR EACH ROW EXECUTE FUNCTION public.innehall_far_bara_raderas();
CREATE TRIGGER bara_tillagg BEFORE DELETE OR UPDATE ON public.avtalsversion FOR EACH ROW EXECUTE FUNCTION public.historien_ska_sta_kvar();
CREATE TRIGGER bara_tillagg BEFORE DELETE OR UPDATE ON public.efterlevnadsandring FOR EACH ROW EXECUTE FUNCTION public.historien_ska_sta_kvar();
CREATE TRIGGER bara_tillagg BEFORE DELETE OR UPDATE ON public.handelse FOR EACH ROW EXECUTE FUNCTION public.historien_ska_sta_kvar();
CREATE TRIGGER bara_tillagg BEFORE DELETE ON public.handelseinnehall FOR EACH ROW EXECUTE FUNCTION public.historien_ska_sta_kvar();
CREATE TRIGGER bara_tillagg BEFORE DELETE OR UPDATE ON public.kontrollhuvud FOR EACH ROW EXECUTE FUNCTION public.historien_ska_sta_kvar();
CREATE TRIGGER bara_tillagg BEFORE DELETE OR UPDATE ON public.kontrollpunkt FOR EACH ROW EXECUTE FUNCTION public.historien_ska_sta_kvar();
CREATE TRIGGER bara_tillagg BEFORE DELETE OR UPDATE ON public.organisationshandelse FOR EACH ROW EXECUTE FUNCTION public.historien_ska_sta_kvar();
CREATE TRIGGER bara_tillagg BEFORE DELETE OR UPDATE ON public.revisionsversion FOR EACH ROW EXECUTE FUNCTION public.historien_ska_sta_kvar();
CREATE TRIGGER bara_tillagg BEFORE DELETE OR UPDATE ON public.signatur FOR EACH ROW EXECUTE FUNCTION public.historien_ska_sta_kvar();
CREATE TRIGGER ingen_tomning BEFORE TRUNCATE ON public.avtalsversion FOR EACH STATEMENT EXECUTE FUNCTION public.historien_ska_sta_kvar();
CREATE TRIGGER ingen_tomning BEFORE TRUNCATE ON public.efterlevnadsandring FOR EACH STATEMENT EXECUTE FUNCTION public.historien_ska_sta_kvar();
CREATE TRIGGER ingen_tomning BEFORE TRUNCATE ON public.handelse FOR EACH STATEMENT EXECUTE FUNCTION public.historien_ska_sta_kvar();
CREATE TRIGGER ingen_tomning BEFORE TRUNCATE ON public.handelseinnehall FOR EACH STATEMENT EXECUTE FUNCTION public.historien_ska_sta_kvar();
CREATE TRIGGER ingen_tomning BEFORE TRUNCATE ON public.kontrollhuvud FOR EACH STATEMENT EXECUTE FUNCTION public.historien_ska_sta_kvar();
CREATE TRIGGER ingen_tomning BEFORE TRUNCATE ON public.kontrollpunkt FOR EACH STATEMENT EXECUTE FUNCTION public.historien_ska_sta_kvar();
CREATE TRIGGER ingen_tomning BEFORE TRUNCATE ON public.organisationshandelse FOR EACH STATEMENT EXECUTE FUNCTION public.historien_ska_sta_kvar();
CREATE TRIGGER ingen_tomning BEFORE TRUNCATE ON public.revisionsversion FOR EACH STATEMENT EXECUTE FUNCTION public.historien_ska_sta_kvar();
CREATE TRIGGER ingen_tomning BEFORE TRUNCATE ON public.signatur FOR EACH STATEMENT EXECUTE FUNCTION public.historien_ska_sta_kvar();
CREATE TRIGGER ny_post AFTER INSERT ON public.avisering FOR EACH STATEMENT EXECUTE FUNCTION public.ny_avisering();
ALTER TABLE ONLY public.apitoken
    ADD CONSTRAINT fk_apitoken_person_id_person FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.arende
    ADD CONSTRAINT fk_arende_avsandare_organ_id_organ FOREIGN KEY (avsandare_organ_id) REFERENCES public.organ(id);
ALTER TABLE ONLY public.arende
    ADD CONSTRAINT fk_arende_barare_organ_id_organ FOREIGN KEY (barare_organ_id) REFERENCES public.organ(id);
ALTER TABLE ONLY public.arende
    ADD CONSTRAINT fk_arende_forum_organ_id_organ FOREIGN KEY (forum_organ_id) REFERENCES public.organ(id);
ALTER TABLE ONLY public.arende
    ADD CONSTRAINT fk_arende_handlaggare_id_person FOREIGN KEY (handlaggare_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.arende
    ADD CONSTRAINT fk_arende_id_sak FOREIGN KEY (id) REFERENCES public.sak(id);
ALTER TABLE ONLY public.arende
    ADD CONSTRAINT fk_arende_mote_id_sak FOREIGN KEY (mote_id) REFERENCES public.sak(id);
ALTER TABLE ONLY public.arende
    ADD CONSTRAINT fk_arende_skapad_av_person FOREIGN KEY (skapad_av) REFERENCES public.person(id);
ALTER TABLE ONLY public.atagande
    ADD CONSTRAINT fk_atagande_ansvar_organ_id_organ FOREIGN KEY (ansvar_organ_id) REFERENCES public.organ(id);
ALTER TABLE ONLY public.atagande
    ADD CONSTRAINT fk_atagande_beslut_id_beslut FOREIGN KEY (beslut_id) REFERENCES public.beslut(id);
ALTER TABLE ONLY public.atagande
    ADD CONSTRAINT fk_atagande_delegat_id_person FOREIGN KEY (delegat_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.atagande
    ADD CONSTRAINT fk_atagande_huvudman_id_huvudman FOREIGN KEY (huvudman_id) REFERENCES public.huvudman(id);
ALTER TABLE ONLY public.atagande
    ADD CONSTRAINT fk_atagande_id_sak FOREIGN KEY (id) REFERENCES public.sak(id);
ALTER TABLE ONLY public.atagande
    ADD CONSTRAINT fk_atagande_organ_id_organ FOREIGN KEY (organ_id) REFERENCES public.organ(id);
ALTER TABLE ONLY public.atagande
    ADD CONSTRAINT fk_atagande_person_id_person FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.atagande
    ADD CONSTRAINT fk_atagande_rapporterad_av_person FOREIGN KEY (rapporterad_av) REFERENCES public.person(id);
ALTER TABLE ONLY public.atagande
    ADD CONSTRAINT fk_atagande_svar_fil_id_fil FOREIGN KEY (svar_fil_id) REFERENCES public.fil(id);
ALTER TABLE ONLY public.atagande
    ADD CONSTRAINT fk_atagande_verifierare_id_person FOREIGN KEY (verifierare_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.avisering
    ADD CONSTRAINT fk_avisering_hanterad_av_person FOREIGN KEY (hanterad_av) REFERENCES public.person(id);
ALTER TABLE ONLY public.avisering
    ADD CONSTRAINT fk_avisering_person_id_person FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.avisering
    ADD CONSTRAINT fk_avisering_sak_id_sak FOREIGN KEY (sak_id) REFERENCES public.sak(id);
ALTER TABLE ONLY public.avstamning
    ADD CONSTRAINT fk_avstamning_atagande_id_sak FOREIGN KEY (atagande_id) REFERENCES public.sak(id);
ALTER TABLE ONLY public.avstamning
    ADD CONSTRAINT fk_avstamning_lamnad_av_person FOREIGN KEY (lamnad_av) REFERENCES public.person(id);
ALTER TABLE ONLY public.avtal
    ADD CONSTRAINT fk_avtal_agare_organ_id_organ FOREIGN KEY (agare_organ_id) REFERENCES public.organ(id);
ALTER TABLE ONLY public.avtal
    ADD CONSTRAINT fk_avtal_id_sak FOREIGN KEY (id) REFERENCES public.sak(id);
ALTER TABLE ONLY public.avtalsbilaga
    ADD CONSTRAINT fk_avtalsbilaga_fil_id_fil FOREIGN KEY (fil_id) REFERENCES public.fil(id);
ALTER TABLE ONLY public.avtalsbilaga
    ADD CONSTRAINT fk_avtalsbilaga_version_id_avtalsversion FOREIGN KEY (version_id) REFERENCES public.avtalsversion(id);
ALTER TABLE ONLY public.avtalspart
    ADD CONSTRAINT fk_avtalspart_avtal_id_sak FOREIGN KEY (avtal_id) REFERENCES public.sak(id);
ALTER TABLE ONLY public.avtalspart
    ADD CONSTRAINT fk_avtalspart_huvudman_id_huvudman FOREIGN KEY (huvudman_id) REFERENCES public.huvudman(id);
ALTER TABLE ONLY public.avtalssamband
    ADD CONSTRAINT fk_avtalssamband_avtal_id_sak FOREIGN KEY (avtal_id) REFERENCES public.sak(id);
ALTER TABLE ONLY public.avtalssamband
    ADD CONSTRAINT fk_avtalssamband_till_id_sak FOREIGN KEY (till_id) REFERENCES public.sak(id);
ALTER TABLE ONLY public.avtalsversion
    ADD CONSTRAINT fk_avtalsversion_avtal_id_sak FOREIGN KEY (avtal_id) REFERENCES public.sak(id);
ALTER TABLE ONLY public.avtalsversion
    ADD CONSTRAINT fk_avtalsversion_skapad_av_person FOREIGN KEY (skapad_av) REFERENCES public.person(id);
ALTER TABLE ONLY public.begaran
    ADD CONSTRAINT fk_begaran_person_id_person FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.begaran
    ADD CONSTRAINT fk_begaran_sak_id_sak FOREIGN KEY (sak_id) REFERENCES public.sak(id);
ALTER TABLE ONLY public.beslut
    ADD CONSTRAINT fk_beslut_mote_id_sak FOREIGN KEY (mote_id) REFERENCES public.sak(id);
ALTER TABLE ONLY public.beslut
    ADD CONSTRAINT fk_beslut_om_id_sak FOREIGN KEY (om_id) REFERENCES public.sak(id);
ALTER TABLE ONLY public.beslut
    ADD CONSTRAINT fk_beslut_organ_id_organ FOREIGN KEY (organ_id) REFERENCES public.organ(id);
ALTER TABLE ONLY public.beslutande
    ADD CONSTRAINT fk_beslutande_huvudman_id_huvudman FOREIGN KEY (huvudman_id) REFERENCES public.huvudman(id);
ALTER TABLE ONLY public.beslutande
    ADD CONSTRAINT fk_beslutande_mote_id_sak FOREIGN KEY (mote_id) REFERENCES public.sak(id);
ALTER TABLE ONLY public.beslutande
    ADD CONSTRAINT fk_beslutande_person_id_person FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.dagordningspunkt
    ADD CONSTRAINT fk_dagordningspunkt_mote_id_sak FOREIGN KEY (mote_id) REFERENCES public.sak(id);
ALTER TABLE ONLY public.dagordningspunkt
    ADD CONSTRAINT fk_dagordningspunkt_om_id_sak FOREIGN KEY (om_id) REFERENCES public.sak(id);
ALTER TABLE ONLY public.delgivning
    ADD CONSTRAINT fk_delgivning_huvudman_id_huvudman FOREIGN KEY (huvudman_id) REFERENCES public.huvudman(id);
ALTER TABLE ONLY public.delgivning
    ADD CONSTRAINT fk_delgivning_id_sak FOREIGN KEY (id) REFERENCES public.sak(id);
ALTER TABLE ONLY public.delgivning
    ADD CONSTRAINT fk_delgivning_mote_id_sak FOREIGN KEY (mote_id) REFERENCES public.sak(id);
ALTER TABLE ONLY public.delgivning
    ADD CONSTRAINT fk_delgivning_svarad_av_person FOREIGN KEY (svarad_av) REFERENCES public.person(id);
ALTER TABLE ONLY public.efterlevnadsandring
    ADD CONSTRAINT fk_efterlevnadsandring_beslut_id_beslut FOREIGN KEY (beslut_id) REFERENCES public.beslut(id);
ALTER TABLE ONLY public.efterlevnadsandring
    ADD CONSTRAINT fk_efterlevnadsandring_huvudman_id_huvudman FOREIGN KEY (huvudman_id) REFERENCES public.huvudman(id);
ALTER TABLE ONLY public.engangslank
    ADD CONSTRAINT fk_engangslank_person_id_person FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.fil
    ADD CONSTRAINT fk_fil_uppladdad_av_person FOREIGN KEY (uppladdad_av) REFERENCES public.person(id);
ALTER TABLE ONLY public.franvaro
    ADD CONSTRAINT fk_franvaro_ersattare_id_person FOREIGN KEY (ersattare_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.franvaro
    ADD CONSTRAINT fk_franvaro_person_id_person FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.frist
    ADD CONSTRAINT fk_frist_huvudman_id_huvudman FOREIGN KEY (huvudman_id) REFERENCES public.huvudman(id);
ALTER TABLE ONLY public.frist
    ADD CONSTRAINT fk_frist_mottagare_id_remissmottagare FOREIGN KEY (mottagare_id) REFERENCES public.remissmottagare(id);
ALTER TABLE ONLY public.frist
    ADD CONSTRAINT fk_frist_organ_id_organ FOREIGN KEY (organ_id) REFERENCES public.organ(id);
ALTER TABLE ONLY public.frist
    ADD CONSTRAINT fk_frist_person_id_person FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.frist
    ADD CONSTRAINT fk_frist_sak_id_sak FOREIGN KEY (sak_id) REFERENCES public.sak(id);
ALTER TABLE ONLY public.godkannande
    ADD CONSTRAINT fk_godkannande_for_id_person FOREIGN KEY (for_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.godkannande
    ADD CONSTRAINT fk_godkannande_person_id_person FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.godkannande
    ADD CONSTRAINT fk_godkannande_revision_id_sak FOREIGN KEY (revision_id) REFERENCES public.sak(id);
ALTER TABLE ONLY public.godkannande
    ADD CONSTRAINT fk_godkannande_version_id_revisionsversion FOREIGN KEY (version_id) REFERENCES public.revisionsversion(id);
ALTER TABLE ONLY public.handelse
    ADD CONSTRAINT fk_handelse_aktor_id_person FOREIGN KEY (aktor_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.handelse
    ADD CONSTRAINT fk_handelse_for_id_person FOREIGN KEY (for_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.handelse
    ADD CONSTRAINT fk_handelse_sak_id_sak FOREIGN KEY (sak_id) REFERENCES public.sak(id);
ALTER TABLE ONLY public.handelseinnehall
    ADD CONSTRAINT fk_handelseinnehall_handelse_id_handelse FOREIGN KEY (handelse_id) REFERENCES public.handelse(id);
ALTER TABLE ONLY public.inloggning
    ADD CONSTRAINT fk_inloggning_person_id_person FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.kontrollhuvud
    ADD CONSTRAINT fk_kontrollhuvud_kontrollpunkt_id_kontrollpunkt FOREIGN KEY (kontrollpunkt_id) REFERENCES public.kontrollpunkt(id);
ALTER TABLE ONLY public.kontrollhuvud
    ADD CONSTRAINT fk_kontrollhuvud_sak_id_sak FOREIGN KEY (sak_id) REFERENCES public.sak(id);
ALTER TABLE ONLY public.mote
    ADD CONSTRAINT fk_mote_id_sak FOREIGN KEY (id) REFERENCES public.sak(id);
ALTER TABLE ONLY public.mote
    ADD CONSTRAINT fk_mote_justerare_id_person FOREIGN KEY (justerare_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.mote
    ADD CONSTRAINT fk_mote_organ_id_organ FOREIGN KEY (organ_id) REFERENCES public.organ(id);
ALTER TABLE ONLY public.organisationshandelse
    ADD CONSTRAINT fk_organisationshandelse_aktor_id_person FOREIGN KEY (aktor_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.organisationshandelse
    ADD CONSTRAINT fk_organisationshandelse_person_id_person FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.paminnad
    ADD CONSTRAINT fk_paminnad_avisering_id_avisering FOREIGN KEY (avisering_id) REFERENCES public.avisering(id);
ALTER TABLE ONLY public.paminnad
    ADD CONSTRAINT fk_paminnad_frist_id_frist FOREIGN KEY (frist_id) REFERENCES public.frist(id);
ALTER TABLE ONLY public.paminnad
    ADD CONSTRAINT fk_paminnad_person_id_person FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.partsbeslut
    ADD CONSTRAINT fk_partsbeslut_fil_id_fil FOREIGN KEY (fil_id) REFERENCES public.fil(id);
ALTER TABLE ONLY public.partsbeslut
    ADD CONSTRAINT fk_partsbeslut_huvudman_id_huvudman FOREIGN KEY (huvudman_id) REFERENCES public.huvudman(id);
ALTER TABLE ONLY public.partsbeslut
    ADD CONSTRAINT fk_partsbeslut_revision_id_sak FOREIGN KEY (revision_id) REFERENCES public.sak(id);
ALTER TABLE ONLY public.partsbeslut
    ADD CONSTRAINT fk_partsbeslut_skrivet_av_person FOREIGN KEY (skrivet_av) REFERENCES public.person(id);
ALTER TABLE ONLY public.partsbeslut
    ADD CONSTRAINT fk_partsbeslut_version_id_revisionsversion FOREIGN KEY (version_id) REFERENCES public.revisionsversion(id);
ALTER TABLE ONLY public.remiss
    ADD CONSTRAINT fk_remiss_id_sak FOREIGN KEY (id) REFERENCES public.sak(id);
ALTER TABLE ONLY public.remiss
    ADD CONSTRAINT fk_remiss_om_id_sak FOREIGN KEY (om_id) REFERENCES public.sak(id);
ALTER TABLE ONLY public.remiss
    ADD CONSTRAINT fk_remiss_version_id_revisionsversion FOREIGN KEY (version_id) REFERENCES public.revisionsversion(id);
ALTER TABLE ONLY public.remissmottagare
    ADD CONSTRAINT fk_remissmottagare_ansvar_organ_id_organ FOREIGN KEY (ansvar_organ_id) REFERENCES public.organ(id);
ALTER TABLE ONLY public.remissmottagare
    ADD CONSTRAINT fk_remissmottagare_huvudman_id_huvudman FOREIGN KEY (huvudman_id) REFERENCES public.huvudman(id);
ALTER TABLE ONLY public.remissmottagare
    ADD CONSTRAINT fk_remissmottagare_organ_id_organ FOREIGN KEY (organ_id) REFERENCES public.organ(id);
ALTER TABLE ONLY public.remissmottagare
    ADD CONSTRAINT fk_remissmottagare_person_id_person FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.remissmottagare
    ADD CONSTRAINT fk_remissmottagare_remiss_id_sak FOREIGN KEY (remiss_id) REFERENCES public.sak(id);
ALTER TABLE ONLY public.remissutkast
    ADD CONSTRAINT fk_remissutkast_mottagare_id_remissmottagare FOREIGN KEY (mottagare_id) REFERENCES public.remissmottagare(id);
ALTER TABLE ONLY public.remissutkast
    ADD CONSTRAINT fk_remissutkast_skrivet_av_person FOREIGN KEY (skrivet_av) REFERENCES public.person(id);
ALTER TABLE ONLY public.remissvar
    ADD CONSTRAINT fk_remissvar_ersatte_av_person FOREIGN KEY (ersatte_av) REFERENCES public.person(id);
ALTER TABLE ONLY public.remissvar
    ADD CONSTRAINT fk_remissvar_fil_id_fil FOREIGN KEY (fil_id) REFERENCES public.fil(id);
ALTER TABLE ONLY public.remissvar
    ADD CONSTRAINT fk_remissvar_lamnat_av_person FOREIGN KEY (lamnat_av) REFERENCES public.person(id);
ALTER TABLE ONLY public.remissvar
    ADD CONSTRAINT fk_remissvar_mottagare_id_remissmottagare FOREIGN KEY (mottagare_id) REFERENCES public.remissmottagare(id);
ALTER TABLE ONLY public.revision
    ADD CONSTRAINT fk_revision_avtal_id_sak FOREIGN KEY (avtal_id) REFERENCES public.sak(id);
ALTER TABLE ONLY public.revision
    ADD CONSTRAINT fk_revision_grupp_organ_id_organ FOREIGN KEY (grupp_organ_id) REFERENCES public.organ(id);
ALTER TABLE ONLY public.revision
    ADD CONSTRAINT fk_revision_id_sak FOREIGN KEY (id) REFERENCES public.sak(id);
ALTER TABLE ONLY public.revision
    ADD CONSTRAINT fk_revision_initierad_av_organ_id_organ FOREIGN KEY (initierad_av_organ_id) REFERENCES public.organ(id);
ALTER TABLE ONLY public.revision
    ADD CONSTRAINT fk_revision_initierad_av_person FOREIGN KEY (initierad_av) REFERENCES public.person(id);
ALTER TABLE ONLY public.revision
    ADD CONSTRAINT fk_revision_mote_id_sak FOREIGN KEY (mote_id) REFERENCES public.sak(id);
ALTER TABLE ONLY public.revisionspart
    ADD CONSTRAINT fk_revisionspart_huvudman_id_huvudman FOREIGN KEY (huvudman_id) REFERENCES public.huvudman(id);
ALTER TABLE ONLY public.revisionspart
    ADD CONSTRAINT fk_revisionspart_revision_id_sak FOREIGN KEY (revision_id) REFERENCES public.sak(id);
ALTER TABLE ONLY public.revisionsversion
    ADD CONSTRAINT fk_revisionsversion_revision_id_sak FOREIGN KEY (revision_id) REFERENCES public.sak(id);
ALTER TABLE ONLY public.revisionsversion
    ADD CONSTRAINT fk_revisionsversion_skapad_av_person FOREIGN KEY (skapad_av) REFERENCES public.person(id);
ALTER TABLE ONLY public.sak
    ADD CONSTRAINT fk_sak_foralder_id_sak FOREIGN KEY (foralder_id) REFERENCES public.sak(id);
ALTER TABLE ONLY public.signatur
    ADD CONSTRAINT fk_signatur_fil_id_fil FOREIGN KEY (fil_id) REFERENCES public.fil(id);
ALTER TABLE ONLY public.signatur
    ADD CONSTRAINT fk_signatur_huvudman_id_huvudman FOREIGN KEY (huvudman_id) REFERENCES public.huvudman(id);
ALTER TABLE ONLY public.signatur
    ADD CONSTRAINT fk_signatur_intygad_av_person FOREIGN KEY (intygad_av) REFERENCES public.person(id);
ALTER TABLE ONLY public.signatur
    ADD CONSTRAINT fk_signatur_person_id_person FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.signatur
    ADD CONSTRAINT fk_signatur_revision_id_sak FOREIGN KEY (revision_id) REFERENCES public.sak(id);
ALTER TABLE ONLY public.signatur
    ADD CONSTRAINT fk_signatur_version_id_revisionsversion FOREIGN KEY (version_id) REFERENCES public.revisionsversion(id);
ALTER TABLE ONLY public.synpunkt
    ADD CONSTRAINT fk_synpunkt_remissvar_id_remissvar FOREIGN KEY (remissvar_id) REFERENCES public.remissvar(id);
ALTER TABLE ONLY public.tidigare_beslut
    ADD CONSTRAINT fk_tidigare_beslut_arende_id_sak FOREIGN KEY (arende_id) REFERENCES public.sak(id);
ALTER TABLE ONLY public.tidigare_beslut
    ADD CONSTRAINT fk_tidigare_beslut_beslut_id_beslut FOREIGN KEY (beslut_id) REFERENCES public.beslut(id);
ALTER TABLE ONLY public.uppdrag
    ADD CONSTRAINT fk_uppdrag_ersattare_id_person FOREIGN KEY (ersattare_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.uppdrag
    ADD CONSTRAINT fk_uppdrag_huvudman_id_huvudman FOREIGN KEY (huvudman_id) REFERENCES public.huvudman(id);
ALTER TABLE ONLY public.uppdrag
    ADD CONSTRAINT fk_uppdrag_organ_id_organ FOREIGN KEY (organ_id) REFERENCES public.organ(id);
ALTER TABLE ONLY public.uppdrag
    ADD CONSTRAINT fk_uppdrag_person_id_person FOREIGN KEY (person_id) REFERENCES public.person(id);
