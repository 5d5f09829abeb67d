/** A drawing that follows its width and the theme, speaks in words, and is stepped through with the arrow keys. */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import { onThemeChange, palette, type Palette } from '../theme';
import type { Brush } from './hand';

export function useWidth() {
  const ref = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const hold = ref.current;
    if (!hold) return;
    setWidth(Math.floor(hold.clientWidth));
    const watch = new ResizeObserver(() => setWidth(Math.floor(hold.clientWidth)));
    watch.observe(hold);
    return () => watch.disconnect();
  }, []);
  return { ref, width };
}

export function usePalette(): Palette {
  const [colours, setColours] = useState(palette);
  useEffect(() => onThemeChange(() => requestAnimationFrame(() => setColours(palette()))), []);
  return colours;
}

type Props = {
  height: number | ((width: number) => number);
  label: string;
  paint: (brush: Brush, width: number, height: number, colours: Palette, chosen: number | null) => void;
  points?: number;
  describe?: (point: number) => string;
  nearest?: (x: number, y: number, width: number, height: number) => number | null;
  pick?: (point: number) => void;
  heading?: string;
  rest?: ComponentChildren;
};

export function Canvas({ height, label, paint, points = 0, describe, nearest, pick, heading, rest }: Props) {
  const { ref, width } = useWidth();
  const canvas = useRef<HTMLCanvasElement>(null);
  const colours = usePalette();
  const [chosen, setChosen] = useState<number | null>(null);
  const high = typeof height === 'function' ? height(width) : height;
  useLayoutEffect(() => {
    const sheet = canvas.current;
    if (!sheet || !width) return;
    const ratio = Math.max(1, devicePixelRatio || 1);
    sheet.width = Math.round(width * ratio);
    sheet.height = Math.round(high * ratio);
    sheet.style.width = `${width}px`;
    sheet.style.height = `${high}px`;
    const brush = sheet.getContext('2d')!;
    brush.setTransform(ratio, 0, 0, ratio, 0, 0);
    brush.clearRect(0, 0, width, high);
    paint(brush, width, high, colours, chosen);
  }, [width, high, colours, chosen, paint]);
  useEffect(() => setChosen(null), [points]);
  const at = (event: MouseEvent) => {
    const box = canvas.current!.getBoundingClientRect();
    return nearest?.(event.clientX - box.left, event.clientY - box.top, width, high) ?? null;
  };
  const stepped = points > 0 && describe;
  return (
    <div class="drawing" data-heading={heading}>
      <Stepper points={stepped ? points : 0} chosen={chosen} setChosen={setChosen} pick={pick} label={label}>
        <div ref={ref} class="drawing-hold">
          <canvas ref={canvas} role="img" aria-label={label} class={pick && chosen !== null ? 'pickable' : ''}
            onMouseMove={(event) => nearest && setChosen(at(event))}
            onMouseLeave={() => nearest && setChosen(null)}
            onClick={(event) => {
              const point = at(event);
              if (point !== null) pick?.(point);
            }} />
        </div>
      </Stepper>
      {stepped && <Readout words={chosen !== null && chosen < points ? describe(chosen) : ''} rest={rest} pickable={!!pick} />}
    </div>
  );
}

/** Takes the arrow keys for a picture: one point left or right, first and last, and out of it. */
export function Stepper({ points, chosen, setChosen, pick, label, children }: {
  points: number; chosen: number | null; setChosen: (n: number | null) => void; pick?: (n: number) => void; label: string; children: ComponentChildren;
}) {
  if (!points) return <>{children}</>;
  const key = (event: KeyboardEvent) => {
    const steps: Record<string, () => number | null> = {
      ArrowRight: () => (chosen === null ? 0 : Math.min(points - 1, chosen + 1)),
      ArrowLeft: () => (chosen === null ? points - 1 : Math.max(0, chosen - 1)),
      Home: () => 0,
      End: () => points - 1,
      Escape: () => null,
    };
    steps.ArrowDown = steps.ArrowRight!;
    steps.ArrowUp = steps.ArrowLeft!;
    if (event.key === 'Enter' && chosen !== null) pick?.(chosen);
    const step = steps[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    setChosen(step());
  };
  return (
    <div class="stepper" role="group" tabIndex={0} aria-roledescription="picture" aria-label={`${label} Arrow keys step through it.`} onKeyDown={key}>
      {children}
    </div>
  );
}

export function Readout({ words, rest, pickable }: { words: string; rest?: ComponentChildren; pickable?: boolean }) {
  return (
    <p class="readout" aria-live="polite">
      {words || <span class="quiet">{rest ?? (pickable ? 'Point, or step with the arrow keys; Enter opens.' : 'Point, or step with the arrow keys.')}</span>}
    </p>
  );
}
