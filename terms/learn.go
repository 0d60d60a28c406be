package terms

import "math"

// How a model is learnt: passes over the lessons, and how weights are held back.
// Chosen by cross-validation ("go run ./terms/train -folds 5" and -strangers).
const (
	passes = 10
	decay  = 1e-5
	faint  = 1e-4 // a smaller slope moves nothing
)

// schooling is what differs between models.
type schooling struct {
	step        float64 // the first step
	leastTexts  int     // a sign of fewer lessons is left out
	leastTenths int     // a smaller weight is not written: such make most of a file and move little
}

// pupil is a lesson as numbers: its signs with their shares, and the classes that are
// right for it.
type pupil struct {
	signs  []int
	shares []float64
	right  []int
	weight float64
}

// learner is a multinomial logistic regression while it is trained, by stochastic
// gradient with a step for each weight (AdaGrad). Multiplications that are added up
// are rounded first (float64(…)), so that every machine learns the same.
type learner struct {
	classes int
	weights []float64 // sign × class
	slopes  []float64 // sums of squares
	bias    []float64
	biases  []float64 // sums of squares
}

func newLearner(signs, classes int) *learner {
	l := &learner{classes: classes, weights: make([]float64, signs*classes), slopes: make([]float64, signs*classes),
		bias: make([]float64, classes), biases: make([]float64, classes)}
	for i := range l.slopes {
		l.slopes[i] = 0.01
	}
	for i := range l.biases {
		l.biases[i] = 1
	}
	return l
}

// learn goes over the lessons in an order that is mixed anew for each pass, the same
// on every run.
func (l *learner) learn(pupils []pupil, step float64) {
	order := make([]int, len(pupils))
	for i := range order {
		order[i] = i
	}
	seed := uint64(42)
	for pass := range passes {
		for i := len(order) - 1; i > 0; i-- {
			seed = seed*6364136223846793005 + 1442695040888963407
			j := int((seed >> 33) % uint64(i+1))
			order[i], order[j] = order[j], order[i]
		}
		rate := step / math.Sqrt(1+float64(pass)/2)
		for _, i := range order {
			l.take(pupils[i], rate)
		}
	}
}

// take moves the weights by one lesson. Where several classes are right, each is
// asked for what it is thought to be likely among them.
func (l *learner) take(p pupil, rate float64) {
	scores := append([]float64(nil), l.bias...)
	for i, s := range p.signs {
		for c, w := range l.weights[s*l.classes : (s+1)*l.classes] {
			scores[c] += float64(w * p.shares[i])
		}
	}
	slope := softmax(scores)
	among := 0.0
	for _, c := range p.right {
		among += slope[c]
	}
	wanted := make([]float64, l.classes)
	for _, c := range p.right {
		wanted[c] = slope[c] / among
	}
	for c := range slope {
		slope[c] = float64((slope[c] - wanted[c]) * p.weight)
		l.biases[c] += float64(slope[c] * slope[c])
		l.bias[c] -= float64(rate * slope[c] / math.Sqrt(l.biases[c]))
	}
	for i, s := range p.signs {
		row, squares := l.weights[s*l.classes:(s+1)*l.classes], l.slopes[s*l.classes:(s+1)*l.classes]
		for c, g := range slope {
			if g = float64(g * p.shares[i]); math.Abs(g) < faint {
				continue
			}
			g += float64(decay * row[c])
			squares[c] += float64(g * g)
			row[c] -= float64(rate * g / math.Sqrt(squares[c]))
		}
	}
}
