// What an app of either kind has beside its views: the data, a search in it, and a guess of the country.
import MiniSearch from 'minisearch'

/** How many results are shown at first. */
export const PAGE = 5

const fold = (text) => text.normalize('NFKD').toLowerCase().replace(/[\u0300-\u036f'’ʼ]/g, '')
const split = (text) => fold(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean)

/** Loads the words and the records, and makes them searchable. */
export const load = async () => {
  const data = await (await fetch('data.json')).json()
  const stop = new Set(data.stop.flatMap(split))
  const index = new MiniSearch({
    fields: ['name', 'description', 'place', 'asked'], tokenize: split,
    processTerm: (term) => stop.has(term) ? null : term,
    searchOptions: { boost: { name: 2, description: 0.5, place: 1, asked: 5 }, prefix: true, fuzzy: 0.2 },
  })
  index.addAll(data.services.map((one, id) => ({
    ...one, id, asked: one.needs.flatMap((need) => data.phrases[need] ?? []).join(' '),
  })))
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const country = data.countries.find((one) => one.zones.includes(zone)) ?? null
  const near = (one) => !country || one.area === '001' || one.area.split('-')[0] === country.code
  const search = (query, need) => {
    const found = query.trim() ? index.search(query).map((hit) => data.services[hit.id]) : data.services
    return found.filter((one) => near(one) && (!need || one.needs.includes(need)))
  }
  return { ...data, country, search }
}

/** The search can be used from now on. */
export const ready = () => { document.documentElement.dataset.app = 'on' }
