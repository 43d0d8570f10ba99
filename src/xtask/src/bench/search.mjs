// Ours and MiniSearch, same records, same folding, same phrases, same engine, same run.
// node search.mjs FOLDER QUERIES MINISEARCH
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { brotliCompressSync, constants } from 'node:zlib'

const [folder, queriesFile, minisearchPath] = process.argv.slice(2)
const require = createRequire(import.meta.url)
const { Loaded } = require(`${folder}/speed.js`)
const { default: MiniSearch } = await import(`${minisearchPath}/dist/es/index.js`)
const judged = JSON.parse(readFileSync(queriesFile, 'utf8'))

const fold = (text) => text.normalize('NFKD').toLowerCase().replace(/[\u0300-\u036f'’ʼ]/g, '')
const split = (text) => fold(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean)

// MiniSearch has no phrases: each record carries those of its concepts as one more field.
const other = (data, boost) => {
  const stop = new Set(data.stop.flatMap(split))
  const index = new MiniSearch({
    idField: 'at', fields: ['name', 'otherNames', 'organization', 'description', 'place', 'asked', 'digits'],
    storeFields: ['area'], tokenize: split, processTerm: (term) => stop.has(term) ? null : term,
    searchOptions: { boost, prefix: true, fuzzy: 0.2, combineWith: 'OR' },
  })
  index.addAll(data.records.map((record, at) => ({
    ...record, at, asked: record.concepts.flatMap((concept) => data.phrases[concept] ?? []).join(' '),
    digits: record.numbers.map((number) => number.replace(/\D/g, '')).join(' '),
  })))
  return index
}
const inPlace = (area, country, subdivision) => area === '001' || !country ||
  (area.split('-')[0] === country && (!subdivision || !area.includes('-') || area === subdivision))
const boosts = [
  { name: 3, otherNames: 3, organization: 1.5, description: 1, place: 1.2, asked: 1.5, digits: 2 },
  { name: 2, otherNames: 2, organization: 1, description: 1, place: 1, asked: 3, digits: 2 },
  { name: 2, otherNames: 2, organization: 1, description: 0.5, place: 1, asked: 5, digits: 2 },
]

// A seeded typo maker: one slip in a word of four letters or more.
let seed = 20261124
const random = () => { seed = (seed * 1103515245 + 12345) % 2147483648; return seed / 2147483648 }
const slip = (query) => {
  const words = query.split(' ')
  const long = words.map((word, at) => [word, at]).filter(([word]) => [...word].length > 4)
  if (!long.length) return query
  const [word, at] = long[Math.floor(random() * long.length)]
  const letters = [...word], place = 1 + Math.floor(random() * (letters.length - 2))
  const kind = Math.floor(random() * 3)
  if (kind === 0) letters.splice(place, 1)
  if (kind === 1) letters.splice(place, 0, letters[place])
  if (kind === 2) letters.splice(place, 2, letters[place + 1], letters[place])
  words[at] = letters.join('')
  return words.join(' ')
}

const quality = (queries, ids, find) => {
  let recall = 0, wrong = 0, count = 0
  for (const query of queries) {
    const good = query.must_ids.filter((id) => ids.includes(id))
    if (query.group === 'nothing' || !good.length) continue
    const found = find(query.q, query.country ?? '', query.subdivision ?? '').slice(0, 5).map((at) => ids[at])
    recall += good.filter((id) => found.includes(id)).length / Math.min(5, good.length)
    wrong += query.good_ids.includes(found[0]) || query.must_ids.includes(found[0]) ? 0 : 1
    count += 1
  }
  return { recall: recall / count, wrong: wrong / count }
}
const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]
const spread = (times) => { times.sort((a, b) => a - b); return { p50: at(times, 0.5), p95: at(times, 0.95) } }
const clock = (queries, find) => {
  for (const query of queries) find(query)
  return queries.map((query) => { const begun = performance.now(); find(query); return performance.now() - begun })
}
const ms = (time) => time < 1 ? time.toFixed(3) : time.toFixed(1)

const rows = []
for (const name of (process.env.SIZES ?? 'shipped 4000 50000').split(' ')) {
  const data = JSON.parse(readFileSync(`${folder}/${name}.json`, 'utf8'))
  const bytes = readFileSync(`${folder}/${name}.bin`)
  let begun = performance.now()
  const ours = new Loaded(bytes)
  const oursStart = performance.now() - begun
  const find = (query, country = 'US', subdivision = '') => [...ours.search(query, country, subdivision)]

  let best
  for (const boost of name === 'shipped' ? boosts : boosts.slice(1, 2)) {
    begun = performance.now()
    const index = other(data, boost)
    const start = performance.now() - begun
    const theirs = (query, country = 'US', subdivision = '') =>
      index.search(query, { filter: (hit) => inPlace(hit.area, country, subdivision) }).map((hit) => hit.id)
    const ids = data.records.map((record) => record.id)
    const score = name === 'shipped' ? quality(judged, ids, theirs) : { recall: 0 }
    if (!best || score.recall > best.score.recall) best = { theirs, start, score, index, boost }
  }
  // What people type, letter by letter; at the generated sizes words of the records themselves.
  const typed = name === 'shipped'
    ? judged.flatMap((query) => [query.q, query.q.slice(0, 4), query.q.slice(0, Math.ceil(query.q.length / 2))])
    : Array.from({ length: 120 }, (_, n) => {
      const words = data.records[(n * 7919) % data.records.length].description.split(' ')
      return slip([words[n % 5], words[7]].join(' ').slice(0, 4 + (n % 14)))
    })
  const runs = Array.from({ length: 5 }, () => ({ ours: spread(clock(typed, find)), theirs: spread(clock(typed, best.theirs)) }))
  const median = (pick) => runs.map(pick).sort((a, b) => a - b)[2]
  const ratio = runs.map((one) => one.theirs.p95 / one.ours.p95).sort((a, b) => a - b)
  const brotli = (buffer) => brotliCompressSync(buffer, { params: { [constants.BROTLI_PARAM_QUALITY]: name === '50000' ? 5 : 11 } }).length
  rows.push({
    name: data.records.length,
    ours: [median((one) => one.ours.p50), median((one) => one.ours.p95)],
    theirs: [median((one) => one.theirs.p50), median((one) => one.theirs.p95)],
    ratio: [ratio[0], ratio[2], ratio[4]], oursStart, start: best.start,
    oursBytes: +readFileSync(`${folder}/${name}.bin.br.size`, 'utf8') || brotli(bytes),
    bytes: brotli(Buffer.from(JSON.stringify(best.index))),
  })
  if (name === 'shipped') {
    const ids = data.records.map((record) => record.id)
    const slipped = judged.filter((query) => query.form !== 'digits').flatMap((query) => [1, 2, 3].map(() => ({ ...query, q: slip(query.q) })))
    const table = [['judged', judged], ['judged, one slip each', slipped]].map(([what, queries]) => {
      const [a, b] = [quality(queries, ids, find), quality(queries, ids, best.theirs)]
      return `| ${what} (${queries.length}) | ${a.recall.toFixed(3)} | ${b.recall.toFixed(3)} | ${a.wrong.toFixed(3)} | ${b.wrong.toFixed(3)} |`
    })
    console.log(`## Search beside MiniSearch, in Node\n\nSame fields, folding and phrases; prefix, fuzzy 0.2, best of three boosts (${JSON.stringify(best.boost)}).\n`)
    console.log('| queries | recall@5 ours | MiniSearch | wrong first ours | MiniSearch |\n| --- | --- | --- | --- | --- |')
    console.log(table.join('\n') + '\n')
  }
}
console.log('| records | ours p50 / p95 ms | MiniSearch p50 / p95 ms | times faster at p95 (least, median, most of 5) | start ms, ours / MiniSearch | index bytes, ours / MiniSearch |\n| --- | --- | --- | --- | --- | --- |')
for (const row of rows) {
  console.log(`| ${row.name} | ${row.ours.map(ms).join(' / ')} | ${row.theirs.map(ms).join(' / ')} | ${row.ratio.map((one) => one.toFixed(1)).join(', ')} | ${ms(row.oursStart)} / ${ms(row.start)} | ${row.oursBytes} / ${row.bytes} |`)
}
console.log('\nOurs holds whole records, MiniSearch its index alone; Brotli 11, at 50,000 Brotli 5 for both.\n')
