// Other search engines over our records: each is given the same fields, folding and phrases, and what its documentation
// offers for beginnings and slips. A maker takes the records and the weights of the fields, and gives back `find`, which says
// the places of the records that fit, the best first.

const fold = (text) => text.normalize('NFKD').toLowerCase().replace(/[\u0300-\u036f'’ʼ]/g, '')
export const split = (text) => fold(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean)
const FIELDS = ['name', 'otherNames', 'organization', 'description', 'place', 'asked', 'digits']

// None of them has phrases: each record carries those of its concepts as one more field.
const documents = (data) => data.records.map((record, at) => ({
  ...record, at, asked: record.concepts.flatMap((concept) => data.phrases[concept] ?? []).join(' '),
  digits: record.numbers.map((number) => number.replace(/\D/g, '')).join(' '),
}))
const stops = (data) => new Set(data.stop.flatMap(split))
const inPlace = (area, country, subdivision) => area === '001' || !country ||
  (area.split('-')[0] === country && (!subdivision || !area.includes('-') || area === subdivision))

const minisearch = (MiniSearch) => (data, boost) => {
  const stop = stops(data)
  const index = new MiniSearch({
    idField: 'at', fields: FIELDS, storeFields: ['area'], tokenize: split,
    processTerm: (term) => stop.has(term) ? null : term,
    searchOptions: { boost, prefix: true, fuzzy: 0.2, combineWith: 'OR' },
  })
  index.addAll(documents(data))
  return {
    find: (query, country = 'US', subdivision = '') =>
      index.search(query, { filter: (hit) => inPlace(hit.area, country, subdivision) }).map((hit) => hit.id),
    written: () => JSON.stringify(index),
  }
}

// It knows no slips but through coarser letters, and ranks each field by itself: a place in a field counts by its weight.
const flexsearch = (FlexSearch) => (data, boost) => {
  const stop = stops(data)
  const encode = (text) => split(text).filter((word) => !stop.has(word))
  const index = new FlexSearch.Document({ document: { id: 'at', index: FIELDS }, tokenize: 'forward', encode })
  for (const one of documents(data)) index.add(one)
  const find = (query, country = 'US', subdivision = '') => {
    const scores = new Map()
    for (const { field, result } of index.search(query, { limit: 1000, suggest: true })) {
      result.forEach((at, rank) => scores.set(at, (scores.get(at) ?? 0) + boost[field] / (1 + rank)))
    }
    const fits = [...scores].filter(([at]) => inPlace(data.records[at].area, country, subdivision))
    return fits.sort((a, b) => b[1] - a[1]).map(([at]) => at)
  }
  const written = () => {
    const parts = []
    index.export((key, part) => { parts.push(key, part) })
    return parts.join('\n')
  }
  return { find, written }
}

const fuse = (Fuse) => (data, boost) => {
  const stop = stops(data)
  const keys = FIELDS.map((name) => ({ name, weight: boost[name] }))
  const options = { keys, useExtendedSearch: true, ignoreLocation: true, threshold: 0.3, includeScore: true, ignoreDiacritics: true }
  const all = documents(data)
  const index = Fuse.createIndex(FIELDS, all)
  const search = new Fuse(all, options, index)
  return {
    find: (query, country = 'US', subdivision = '') => {
      const words = split(query).filter((word) => !stop.has(word))
      const hits = words.length ? search.search(words.join(' | ')) : []
      return hits.filter(({ item }) => inPlace(item.area, country, subdivision)).map(({ item }) => item.at)
    },
    written: () => JSON.stringify(index.toJSON()),
    slow: true,
  }
}

const lunr = (lunr) => (data, boost) => {
  const stop = stops(data)
  const builder = new lunr.Builder()
  builder.tokenizer = (text) => split(`${text}`).filter((word) => !stop.has(word)).map((word) => new lunr.Token(word))
  builder.ref('at')
  for (const name of FIELDS) builder.field(name, { boost: boost[name] })
  for (const one of documents(data)) builder.add(one)
  const index = builder.build()
  return {
    find: (query, country = 'US', subdivision = '') => {
      const words = split(query).filter((word) => !stop.has(word))
      const hits = index.query((asked) => words.forEach((word) => {
        asked.term(word, { boost: 10 })
        asked.term(word, { boost: 3, wildcard: lunr.Query.wildcard.TRAILING })
        if (word.length > 3) asked.term(word, { editDistance: 1 })
      }))
      return hits.map(({ ref }) => +ref).filter((at) => inPlace(data.records[at].area, country, subdivision))
    },
    written: () => JSON.stringify(index),
  }
}

// The engines by name, from the folder of their packages.
export const engines = async (folder) => {
  const of = async (path) => { const all = await import(`${folder}/${path}`); return all.default ?? all }
  return {
    MiniSearch: minisearch(await of('minisearch/dist/es/index.js')),
    FlexSearch: flexsearch(await of('flexsearch/dist/flexsearch.bundle.module.min.mjs')),
    'Fuse.js': fuse(await of('fuse.js/dist/fuse.mjs')),
    Lunr: lunr(await of('lunr/lunr.js')),
  }
}
