/** The page of casus serve: what a record holds, to look at. */
import 'uplot/dist/uPlot.min.css';
import './styles/page.css';
import { render } from 'preact';
import { App } from './app';
import { followLinks } from './route';

followLinks();
const root = document.getElementById('root')!;
root.replaceChildren();
render(<App />, root);
