package mmc

import (
	"fmt"
	"slices"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// debugInfo is how the items of a Command went; nil where the message has no items.
func debugInfo(t *usecase.Tree) *DebugInfo {
	statuses := t.Statuses()
	switch {
	case len(statuses) == 0:
		return nil
	case t.UseCase.Notation() == usecase.DLMS:
		return &DebugInfo{COSEMDebug: cosemDebug(statuses)}
	}
	return &DebugInfo{ZIGBEEDebug: zigbeeDebug(statuses)}
}

func cosemDebug(statuses []usecase.Status) *COSEMDebug {
	debug := &COSEMDebug{COSEMResponse: make([]StatusCOSEM, len(statuses))}
	for i, s := range statuses {
		r := &debug.COSEMResponse[i]
		r.ResponseCode, r.Position = int64(s.Code), uint32(i+1)
		name, names := dlms.DataAccessResult(s.Code).String(), dataAccessResults
		to := &r.DataAccessResult
		if s.Action {
			names, to = actionResults, &r.ActionResult
			switch s.Code {
			case longActionAborted:
				name = "long-action-aborted"
			case noLongAction:
				name = "no-long-action-in-progress"
			}
		}
		if !slices.Contains(names, name) {
			name = "response-code-not-known"
		}
		*to = &name
	}
	return debug
}

// The results of actions whose numbers mean something else of attributes. DLMS action-result.
const (
	longActionAborted = 15
	noLongAction      = 16
)

// zclName is the name of a status of the ZigBee Cluster Library, whose list has first 00 and 01,
// then 7E to 99, then C0 to C2.
func zclName(code uint8) string {
	switch {
	case code <= 0x01:
		return zclStatuses[code]
	case code >= 0x7E && code <= 0x99:
		return zclStatuses[2+code-0x7E]
	case code >= 0xC0 && code <= 0xC2:
		return zclStatuses[2+0x99-0x7E+1+code-0xC0]
	}
	return "RESPONSE_CODE_NOT_KNOWN"
}

func zigbeeDebug(statuses []usecase.Status) *ZIGBEEDebug {
	debug := &ZIGBEEDebug{}
	for i, s := range statuses {
		if i == 0 || s.Cluster != statuses[i-1].Cluster {
			debug.ZIGBEEClusterResponse = append(debug.ZIGBEEClusterResponse, ZIGBEEClusterResponse{
				ClusterName: ClusterName{ID: new(fmt.Sprintf("%04X", uint16(s.Cluster))),
					Value: s.Cluster.String()},
			})
		}
		cluster := &debug.ZIGBEEClusterResponse[len(debug.ZIGBEEClusterResponse)-1]
		status := StatusZIGBEE{ResponseCode: []byte{s.Code}, ZCLStatus: zclName(s.Code)}
		response := ZIGBEEResponse{}
		if s.Attribute != nil {
			response.ZIGBEEDataResponse = &ZIGBEEDataResponse{
				AttributeID: fmt.Sprintf("%04X", uint16(*s.Attribute)), Status: status,
			}
		} else {
			response.ZIGBEECommandResponse = &ZIGBEECommandResponse{
				CommandID: fmt.Sprintf("%02X", s.Command), Status: []StatusZIGBEE{status},
			}
		}
		cluster.Responses = append(cluster.Responses, response)
	}
	return debug
}
