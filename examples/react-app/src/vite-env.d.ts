/// <reference types="vite/client" />

interface ImportMetaEnv {
  readonly VITE_SUGANG_URL?: string;
}
