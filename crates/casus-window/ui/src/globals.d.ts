declare module '*.topo' { const address: string; export default address; }
declare module '*.css';
