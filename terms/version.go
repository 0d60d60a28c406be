package terms

import (
	"crypto/sha256"
	"encoding/hex"
)

// Version names the word data that the binary carries: it changes whenever a file
// of it does, so that what was built from other words is rebuilt.
func Version() string {
	h := sha256.New()
	for _, part := range [][]byte{[]byte(simplifiedFile), cuesFile, riskFile, facetsFile, []byte(modelFile), []byte(riskModelFile), []byte(spokenFile), []byte(alikeFile), []byte(officesFile)} {
		h.Write(part)
	}
	return hex.EncodeToString(h.Sum(nil))[:16]
}
