// The two screens in Preact.
import { render } from 'preact'
import { useMemo, useState } from 'preact/hooks'
import { PAGE, load, ready } from '../shared.js'

const Line = ({ one }) => (
  <div class="line">
    <h3><bdi>{one.name}</bdi></h3>
    {one.contacts.map((contact) => <a class="go" href={contact.href}><span>{contact.words}</span> <span class="number" dir="ltr">{contact.shown}</span></a>)}
    {one.facts && <p class="facts">{one.facts}</p>}
  </div>
)

const Numbers = ({ country }) => country.numbers.map((number) => <a class="sos" href={number.href}>{number.words}</a>)

const Home = ({ data, go }) => (
  <>
    <h1>{data.words.title}</h1>
    <p class="lead">{data.words.lead}</p>
    <section class="here">
      <h2>{data.words.here}</h2>
      <p class="leaves">{data.words.leaves}</p>
      {data.country && <Line one={data.services[data.country.line]} />}
    </section>
    <nav class="doors">
      {data.words.doors.map(([to, name, hint]) => (
        <button class="door" type="button" data-go={to} onClick={() => to === 'find' && go('find')}><b>{name}</b> <span>{hint}</span></button>
      ))}
    </nav>
    <section>
      <h2>{data.words.countries}</h2>
      {data.countries.map((country) => <Country country={country} data={data} />)}
    </section>
  </>
)

const Country = ({ country, data }) => {
  const [open, setOpen] = useState(false)
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{country.name}</summary>
      {open && <p class="numbers"><Numbers country={country} /></p>}
      {open && country.line !== null && <Line one={data.services[country.line]} />}
    </details>
  )
}

const Find = ({ data }) => {
  const [query, setQuery] = useState('')
  const [need, setNeed] = useState('')
  const [shown, setShown] = useState(PAGE)
  const found = useMemo(() => data.search(query, need), [query, need])
  const look = (change) => { change(); setShown(PAGE) }
  return (
    <>
      <h1>{data.words.findTitle}</h1>
      <label>{data.words.search}<input type="search" value={query} onInput={(event) => look(() => setQuery(event.currentTarget.value))} /></label>
      <div class="kinds" role="group">
        {data.needs.map(([code, name]) => <button class="kind" type="button" aria-pressed={need === code} onClick={() => look(() => setNeed(code))}>{name}</button>)}
      </div>
      <p class="count">{found.length} {data.words.found}</p>
      <ul class="list">
        {found.slice(0, shown).map((one) => (
          <li class="listed" key={one.id}><Line one={one} /><p class="about">{one.description}</p><p class="meta"><span>{one.place}</span> · <span>{one.answered}</span></p></li>
        ))}
      </ul>
      <button class="more" type="button" hidden={found.length <= shown} onClick={() => setShown(shown + PAGE)}>{data.words.more}</button>
    </>
  )
}

const App = ({ data }) => {
  const [screen, go] = useState('home')
  return (
    <div id="page">
      <header>
        <div class="danger"><p><b>{data.words.danger}</b></p>{data.country && <p class="numbers"><Numbers country={data.country} /></p>}</div>
        {screen !== 'home' && <button class="back" type="button" onClick={() => go('home')}>{data.words.back}</button>}
      </header>
      <main>{screen === 'home' ? <Home data={data} go={go} /> : <Find data={data} />}</main>
    </div>
  )
}

load().then((data) => {
  render(<App data={data} />, document.body)
  ready()
})
