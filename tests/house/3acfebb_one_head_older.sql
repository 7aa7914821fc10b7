DROP INDEX public.uq_delfrist_oppen;
DROP INDEX public.uq_frist_oppen;
CREATE UNIQUE INDEX uq_frist_oppen ON public.frist (sak_id, coalesce(mottagare_id, 0)) WHERE stangd IS NULL;
ALTER TABLE public.frist DROP CONSTRAINT ck_frist_mottagarens;
ALTER TABLE public.frist DROP COLUMN delfrist;
UPDATE public.alembic_version SET version_num = 'e7c2a94d1f60';
