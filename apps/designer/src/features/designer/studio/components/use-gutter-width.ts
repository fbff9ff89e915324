import { useEffect, useRef, useState, type RefObject } from 'react';

/** Width of the space between the trees, in CSS pixels; follows the window. */
export function useGutterWidth(): [RefObject<HTMLDivElement | null>, number] {
  const gutter = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = gutter.current;
    if (!element) return;
    const sizes = new ResizeObserver(() => setWidth(element.clientWidth));
    sizes.observe(element);
    return () => sizes.disconnect();
  }, []);
  return [gutter, width];
}
