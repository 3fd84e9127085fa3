package page

import "text/template/parse"

// countTurns has every turn of every loop below a node write something, if only
// nothing, so that [output] can stop a loop that shows nothing and does not end.
func countTurns(n parse.Node) {
	switch n := n.(type) {
	case *parse.ListNode:
		if n == nil {
			return
		}
		for _, c := range n.Nodes {
			countTurns(c)
		}
	case *parse.IfNode:
		countBranches(&n.BranchNode)
	case *parse.WithNode:
		countBranches(&n.BranchNode)
	case *parse.RangeNode:
		countBranches(&n.BranchNode)
		turn := &parse.TextNode{NodeType: parse.NodeText, Pos: n.Pos}
		n.List.Nodes = append([]parse.Node{turn}, n.List.Nodes...)
	}
}

func countBranches(b *parse.BranchNode) {
	countTurns(b.List)
	countTurns(b.ElseList)
}
