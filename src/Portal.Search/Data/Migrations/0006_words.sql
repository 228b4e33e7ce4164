-- The words of the site that compounds can be made of, so that "drugsverslaving" is found by "verslaving". Only ever added to until the index
-- is built anew: publishing waits for nobody, and a word that two brought at once stands there twice and does no harm.
create table search.words (
    place bigint generated always as identity primary key,   -- the highest says whether there are more than a host knows
    word text not null);

-- Parts of compounds stand in v_exact with the weight D, below every word that is written.
alter table search.documents drop column v_part;
